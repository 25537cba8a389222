import { isJsonObject, type JsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import type { Known } from '#shared/facts/known.ts'
import type { ManagedPolicy } from '#shared/facts/policy.ts'
import type { Grants, Group, Role } from '#shared/facts/principal.ts'
import type { Tag } from '#shared/facts/tag.ts'
import { EvidenceError } from './evidence-error.ts'
import type { EvidenceFile } from './evidence-file.ts'
import { identityIn } from './entity-identity.ts'
import { grantsOf, tagsOf } from './grants-of.ts'
import { textIn } from './json-fields.ts'
import { answersOf } from './json-values.ts'
import { cutShortWords, isCutShort, listValues } from './list-answer.ts'
import { parseManagedPolicy } from './managed-policy.ts'
import { type PolicyReader, policyReader } from './policy-document.ts'
import {
  optionalDate,
  type Parsed,
  pastInstant,
  type Place,
  type Reading,
  reportProblem,
  startReading,
} from './reading.ts'
import { parseRole } from './role.ts'

/** What authorization details tell of a user: no keys, no password, no MFA. */
export interface UserDetail {
  readonly arn: string
  readonly name: string
  readonly path: string
  readonly uniqueId?: string
  readonly createdAt: Known<Date>
  readonly tags: readonly Tag[]
  readonly groupNames: readonly string[]
  readonly grants: Grants
}

export interface AuthorizationDetails {
  readonly file: string
  readonly users: readonly UserDetail[]
  readonly groups: readonly Group[]
  readonly roles: readonly Role[]
  readonly policies: readonly ManagedPolicy[]
  /** The last page said that there is more: what is here is right, what is not here is not known. */
  readonly cutShort: boolean
}

const textsIn = (object: JsonObject, key: string): readonly string[] => {
  const value = ownProperty(object, key)
  return Array.isArray(value) ? (value as readonly JsonValue[]).filter((item) => typeof item === 'string') : []
}

const parseUser = (entity: JsonObject, reading: Reading, place: Place, read: PolicyReader): UserDetail | undefined => {
  const identity = identityIn(entity, { name: 'UserName', id: 'UserId' })
  if (identity === undefined) return undefined
  const { arn, name, path, uniqueId } = identity
  return {
    arn,
    name,
    path,
    ...(uniqueId !== undefined && { uniqueId }),
    createdAt: pastInstant(reading, textIn(entity, 'CreateDate'), 'CreateDate', place),
    tags: tagsOf(entity),
    groupNames: [...textsIn(entity, 'GroupList')].sort(),
    grants: grantsOf(entity, 'UserPolicyList', read),
  }
}

const parseGroup = (entity: JsonObject, reading: Reading, place: Place, read: PolicyReader): Group | undefined => {
  const identity = identityIn(entity, { name: 'GroupName', id: 'GroupId' })
  if (identity === undefined) return undefined
  const { arn, name, path, uniqueId = arn } = identity
  const createdAt = optionalDate(pastInstant(reading, textIn(entity, 'CreateDate'), 'CreateDate', place))
  const grants = grantsOf(entity, 'GroupPolicyList', read)
  return { kind: 'group', arn, name, path, uniqueId, ...(createdAt && { createdAt }), grants }
}

type EntityParser<T> = (entity: JsonObject, reading: Reading, place: Place, read: PolicyReader) => T | undefined

/** The pages hold the same list each; a broken entity is one problem, and the others survive. */
const entitiesOf = <T extends { readonly arn: string }>(
  pages: readonly JsonObject[],
  listKey: string,
  context: { reading: Reading; read: PolicyReader },
  parse: EntityParser<T>,
): readonly T[] => {
  const { reading, read } = context
  const byArn = new Map<string, T>()
  let position = -1
  for (const value of pages.flatMap((page) => listValues(page, listKey) ?? [])) {
    position += 1
    const at = `${listKey}[${position}]`
    const arn = isJsonObject(value) ? textIn(value, 'Arn') : undefined
    const place: Place = { at, ...(arn !== undefined && { arn }) }
    const entity = isJsonObject(value) ? parse(value, reading, place, read) : undefined
    if (entity === undefined) {
      reportProblem(reading, 'broken-entity', `${reading.file} ${at} is left out: it has no name or no ARN.`, place)
    } else if (byArn.has(entity.arn)) {
      reportProblem(
        reading,
        'duplicate-entity',
        `${reading.file} ${at} has the ARN ${entity.arn} a second time; the first is kept.`,
        place,
      )
    } else byArn.set(entity.arn, entity)
  }
  return [...byArn.values()]
}

const LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies']

const pagesOf = (file: EvidenceFile): readonly JsonObject[] => {
  const pages = answersOf(file, { liftPolicies: true })
    .filter(isJsonObject)
    .filter((page) => LISTS.some((list) => Object.hasOwn(page, list)))
  if (pages.length > 0) return pages
  throw new EvidenceError(
    `${file.name} has none of ${LISTS.join(', ')}; fetch it again with: aws iam get-account-authorization-details.`,
  )
}

/** One answer of GetAccountAuthorizationDetails, a list of its pages, or page files one after another. */
export const parseAuthorizationDetails = (file: EvidenceFile, now: Date): Parsed<AuthorizationDetails> => {
  const reading = startReading('account-authorization-details', file, now)
  const pages = pagesOf(file)
  const context = { reading, read: policyReader() }
  const last = pages.at(-1)
  const cutShort = last !== undefined && isCutShort(last)
  if (cutShort) reportProblem(reading, 'cut-short', cutShortWords(file.name))
  const facts: AuthorizationDetails = {
    file: file.name,
    users: entitiesOf(pages, 'UserDetailList', context, parseUser),
    groups: entitiesOf(pages, 'GroupDetailList', context, parseGroup),
    roles: entitiesOf(pages, 'RoleDetailList', context, parseRole),
    policies: entitiesOf(pages, 'Policies', context, parseManagedPolicy),
    cutShort,
  }
  return { facts, problems: reading.problems }
}
