import * as z from 'zod/mini'
import { EVIDENCE_NAMES, type EvidenceName } from '#shared/facts/evidence-source.ts'
import { isJsonObject, type JsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import type { Known } from '#shared/facts/known.ts'
import { unknownFact } from '#shared/facts/known.ts'
import { evidenceOfCall } from './evidence-calls.ts'
import { byCodeUnit } from '#shared/facts/order.ts'
import { EvidenceError } from './evidence-error.ts'
import type { EvidenceFile } from './evidence-file.ts'
import { textIn } from './json-fields.ts'
import { answersOf } from './json-values.ts'
import { type Parsed, pastInstant, type Reading, reportProblem, startReading } from './reading.ts'

/** A call of the collection that failed, for the whole account or for one user. */
export interface CollectionError {
  readonly call: string
  readonly evidence: EvidenceName
  readonly region?: string
  readonly user?: string
  readonly code?: string
  readonly reason: string
}

/** `account.json`: which account this is, when it was asked, and what could not be asked. */
export interface AccountRecord {
  readonly id?: string
  readonly partition?: string
  readonly alias?: string
  readonly callerArn?: string
  readonly collectedAt: Known<Date>
  /** The Regions that were asked for trails, alarms and analyzers. */
  readonly regions?: readonly string[]
  readonly reportGeneratedAt: Known<Date>
  readonly errors: readonly CollectionError[]
  /** Why there is no report on when services were last used, by the principal's ARN. */
  readonly lastAccessedFailures: ReadonlyMap<string, string>
}

export const NO_ACCOUNT_RECORD: AccountRecord = {
  collectedAt: unknownFact('There is no account.json in the evidence.'),
  reportGeneratedAt: unknownFact('There is no account.json in the evidence.'),
  errors: [],
  lastAccessedFailures: new Map(),
}

const optionalText = z.optional(z.nullable(z.string()))
const record = z.object({
  id: optionalText,
  partition: optionalText,
  alias: optionalText,
  callerArn: optionalText,
  collectedAt: optionalText,
  reportGeneratedAt: optionalText,
  regions: z.optional(z.nullable(z.array(z.string()))),
})

const isEvidenceName = (name: string): name is EvidenceName => (EVIDENCE_NAMES as readonly string[]).includes(name)

const MAX_REASON_CHARACTERS = 500

const errorOf = (entry: JsonObject, call: string): CollectionError | undefined => {
  const named = textIn(entry, 'evidence')
  const evidence = named !== undefined && isEvidenceName(named) ? named : evidenceOfCall(call)
  if (evidence === undefined) return undefined
  const user = textIn(entry, 'user')
  const region = textIn(entry, 'region')
  const code = textIn(entry, 'code')
  const reason = textIn(entry, 'reason') ?? textIn(entry, 'message') ?? code ?? 'no reason is recorded'
  return {
    call,
    evidence,
    ...(region !== undefined && { region }),
    ...(user !== undefined && { user }),
    ...(code !== undefined && { code }),
    reason: reason.slice(0, MAX_REASON_CHARACTERS),
  }
}

/** A list of errors, or an object by call whose values are a sentence, one error, or a list of errors. */
const errorEntries = (errors: JsonValue | undefined): readonly (readonly [call: string, entry: JsonObject])[] => {
  if (Array.isArray(errors)) {
    return (errors as readonly JsonValue[]).filter(isJsonObject).map((entry) => [textIn(entry, 'call') ?? '', entry])
  }
  if (!isJsonObject(errors)) return []
  return Object.entries(errors).flatMap(([call, value]) => {
    const values = Array.isArray(value) ? (value as readonly JsonValue[]) : [value]
    return values.map((one): readonly [string, JsonObject] => [
      call,
      isJsonObject(one) ? one : { reason: typeof one === 'string' ? one : JSON.stringify(one) },
    ])
  })
}

/** A report on one principal: no part of the evidence is lost with it but that principal's. */
const isLastAccessed = (entry: JsonObject): boolean => textIn(entry, 'evidence') === 'service-last-accessed'

const lastAccessedFailuresOf = (errors: JsonValue | undefined): ReadonlyMap<string, string> =>
  new Map(
    errorEntries(errors).flatMap(([call, entry]) => {
      const principal = textIn(entry, 'principal')
      if (!isLastAccessed(entry) || principal === undefined) return []
      const reason = textIn(entry, 'reason') ?? 'no reason is recorded'
      return [[principal, `${call} failed: ${reason.slice(0, MAX_REASON_CHARACTERS)}`] as const]
    }),
  )

const errorsOf = (reading: Reading, value: JsonValue | undefined): readonly CollectionError[] =>
  errorEntries(value).flatMap(([call, entry]) => {
    if (isLastAccessed(entry)) return []
    const error = errorOf(entry, call)
    if (error !== undefined) return [error]
    const reason = textIn(entry, 'reason') ?? 'no reason is recorded'
    reportProblem(reading, 'collection-error', `${call === '' ? 'A call' : call} failed: ${reason}`, { at: call })
    return []
  })

const ACCOUNT_ID = /^\d{12}$/u

export const isAccountId = (text: string | undefined): text is string => text !== undefined && ACCOUNT_ID.test(text)

const given = (key: string, value: string | null | undefined): Record<string, string> => (value ? { [key]: value } : {})

export const parseAccountRecord = (file: EvidenceFile, now: Date): Parsed<AccountRecord> => {
  const reading = startReading('account', file, now)
  const [answer] = answersOf(file)
  const parsed = z.safeParse(record, answer)
  if (!parsed.success || !isJsonObject(answer)) {
    throw new EvidenceError(
      `${file.name} is not an object with id, partition, collectedAt and errors; write it again or leave it out.`,
    )
  }
  const { id, partition, alias, callerArn, collectedAt, reportGeneratedAt, regions } = parsed.data
  if (id && !isAccountId(id)) {
    reportProblem(
      reading,
      'impossible-account',
      `${file.name} has the id ${JSON.stringify(id)}, which is not twelve digits.`,
    )
  }
  const facts: AccountRecord = {
    ...(isAccountId(id ?? undefined) && given('id', id)),
    ...given('partition', partition),
    ...given('alias', alias),
    ...given('callerArn', callerArn),
    ...(regions && { regions: [...new Set(regions)].sort(byCodeUnit) }),
    collectedAt: pastInstant(reading, collectedAt, 'collectedAt'),
    reportGeneratedAt: pastInstant(reading, reportGeneratedAt, 'reportGeneratedAt'),
    errors: errorsOf(reading, ownProperty(answer, 'errors')),
    lastAccessedFailures: lastAccessedFailuresOf(ownProperty(answer, 'errors')),
  }
  return { facts, problems: reading.problems }
}
