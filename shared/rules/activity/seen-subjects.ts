import { type Occurrence, type OccurrenceKind } from '#shared/activity/occurrence.ts'
import { occurrencesOf } from '#shared/activity/occurrences-of.ts'
import type { PrincipalUse, UsageProfile } from '#shared/activity/usage-profile.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { parseArn } from '#shared/facts/arn.ts'
import { type Known, known, knownOr, unknownFact } from '#shared/facts/known.ts'
import { byKey } from '#shared/facts/order.ts'
import { accountSubject, type StatedSubject, type Subject, subjectOf } from '../subject.ts'
import { principalName } from './occurrence-words.ts'
import { noActivityWords } from './watched-days.ts'

/** Somebody or something that the log tells of, with the events that a rule asked for. */
export interface Seen extends StatedSubject {
  readonly occurrences: readonly Occurrence[]
}

/** The log of an organization's trail holds other accounts as well. */
export const isOfAccount = (account: AccountFacts, id: string): boolean =>
  account.id.state === 'unknown' || account.id.value === id

const occurrenceLists = new WeakMap<UsageProfile, Map<OccurrenceKind, readonly Occurrence[]>>()

/** Many rules ask for the same kind: it is sorted once. */
const sortedOccurrences = (activity: UsageProfile, kind: OccurrenceKind): readonly Occurrence[] => {
  const lists = occurrenceLists.get(activity) ?? new Map<OccurrenceKind, readonly Occurrence[]>()
  occurrenceLists.set(activity, lists)
  const list = lists.get(kind) ?? occurrencesOf(activity, kind)
  lists.set(kind, list)
  return list
}

export const occurrencesIn = (
  activity: UsageProfile,
  account: AccountFacts,
  ...kinds: readonly OccurrenceKind[]
): readonly Occurrence[] =>
  kinds
    .flatMap((kind) => sortedOccurrences(activity, kind))
    .filter((occurrence) => isOfAccount(account, occurrence.account))
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0))

const subjectIndexes = new WeakMap<AccountFacts, ReadonlyMap<string, Subject>>()

/** Users and roles by ARN, and users by name where the log does not know the path. */
const subjectsByArn = (account: AccountFacts): ReadonlyMap<string, Subject> => {
  const made = subjectIndexes.get(account)
  if (made) return made
  const index = new Map<string, Subject>()
  for (const user of knownOr(account.users, [])) index.set(withoutPath(user.arn), subjectOf(user, account))
  for (const role of knownOr(account.roles, [])) index.set(withoutPath(role.arn), subjectOf(role, account))
  subjectIndexes.set(account, index)
  return index
}

/** Names are unique in an account whatever their path, and the log does not always tell the path. */
const withoutPath = (arn: string): string => {
  const { account = '', resource = '' } = parseArn(arn) ?? {}
  const [type = ''] = resource.split('/')
  return `${account} ${type} ${principalName(arn)}`
}

const SUBJECT_TYPES: ReadonlyMap<string, string> = new Map([
  ['IAMUser', 'user'],
  ['AssumedRole', 'role'],
])

/** As the evidence knows it, so that its findings join the others about it; else as the log names it. */
export const principalSubject = (account: AccountFacts, arn: string, type: string): Subject => {
  if (type === 'Root') return { type: 'root', arn, name: '<root_account>', identity: arn, principalArn: arn }
  const found = subjectsByArn(account).get(withoutPath(arn))
  if (found) return found
  return {
    type: SUBJECT_TYPES.get(type) ?? 'principal',
    arn,
    name: principalName(arn),
    identity: arn,
    principalArn: arn,
  }
}

/** A user of this account by name, as parameters of IAM calls have it. */
const userSubject = (account: AccountFacts, accountId: string, name: string): Subject =>
  principalSubject(account, `arn:${account.partition}:iam::${accountId}:user/${name}`, 'IAMUser')

const grouped = (
  occurrences: readonly Occurrence[],
  subjectFor: (occurrence: Occurrence) => Subject,
): readonly Seen[] => {
  const groups = new Map<string, { subject: Subject; occurrences: Occurrence[] }>()
  for (const occurrence of occurrences) {
    const subject = subjectFor(occurrence)
    const key = JSON.stringify([subject.type, subject.identity])
    const group = groups.get(key) ?? { subject, occurrences: [] }
    group.occurrences.push(occurrence)
    groups.set(key, group)
  }
  return [...groups]
    .sort(byKey(([key]) => key))
    .map(([, { subject, occurrences }]) => ({ kind: 'stated', subject, occurrences }))
}

/** Nobody did it: then the account is what a rule can say it of. */
const orAccount = (seen: readonly Seen[], account: AccountFacts): readonly Seen[] =>
  seen.length > 0 ? seen : [{ kind: 'stated', subject: accountSubject(account), occurrences: [] }]

type Subjects = (
  account: AccountFacts,
  configuration: unknown,
  activity: UsageProfile | undefined,
) => Known<readonly Seen[]>

interface Asked {
  readonly kinds: readonly OccurrenceKind[]
  readonly meant?: (occurrence: Occurrence) => boolean
}

export const whereActivity =
  <T>(list: (activity: UsageProfile, account: AccountFacts) => readonly T[]) =>
  (account: AccountFacts, _: unknown, activity: UsageProfile | undefined): Known<readonly T[]> =>
    activity === undefined ? unknownFact(noActivityWords(account)) : known(list(activity, account))

const asked = (activity: UsageProfile, account: AccountFacts, { kinds, meant }: Asked): readonly Occurrence[] => {
  const found = occurrencesIn(activity, account, ...kinds)
  return meant ? found.filter(meant) : found
}

/** Events by who did them. */
export const actorsSeen = (question: Asked): Subjects =>
  whereActivity((activity, account) =>
    orAccount(
      grouped(asked(activity, account, question), ({ principalArn, principalType }) =>
        principalSubject(account, principalArn, principalType),
      ),
      account,
    ),
  )

/** Events by what they were done to. */
export const targetsSeen = (
  question: Asked,
  targetOf: (occurrence: Occurrence, account: AccountFacts) => Subject,
): Subjects =>
  whereActivity((activity, account) =>
    orAccount(
      grouped(asked(activity, account, question), (occurrence) => targetOf(occurrence, account)),
      account,
    ),
  )

/** The account's own root user, used or not, and any other that the log tells of. */
export const rootsSeen = (question: Asked): Subjects =>
  whereActivity((activity, account) => {
    const seen = grouped(asked(activity, account, question), ({ principalArn }) =>
      principalSubject(account, principalArn, 'Root'),
    )
    if (account.id.state === 'unknown' || seen.length > 0) return orAccount(seen, account)
    const own = `arn:${account.partition}:iam::${account.id.value}:root`
    return [{ kind: 'stated', subject: principalSubject(account, own, 'Root'), occurrences: [] }]
  })

/** The user that an IAM call names; without a name IAM takes the caller's own. */
export const targetUser = (
  { details, principalArn, principalType, account: id }: Occurrence,
  account: AccountFacts,
) => {
  const name = details['userName'] ?? details['newAccessKeyUserName']
  if (name === undefined || name === '') return principalSubject(account, principalArn, principalType)
  return userSubject(account, id, name)
}

const namedSubject = (
  account: AccountFacts,
  { account: id, details, principalArn, principalType }: Occurrence,
  { parameter, resource, type }: { readonly parameter: string; readonly resource: string; readonly type: string },
): Subject => {
  const name = details[parameter]
  if (name === undefined || name === '') return principalSubject(account, principalArn, principalType)
  return principalSubject(account, `arn:${account.partition}:iam::${id}:${resource}/${name}`, type)
}

/** The role that an IAM call names. */
export const targetRole = (occurrence: Occurrence, account: AccountFacts): Subject =>
  namedSubject(account, occurrence, { parameter: 'roleName', resource: 'role', type: 'AssumedRole' })

/** The group that an IAM call names; groups act nowhere, so the log knows them by name alone. */
export const targetGroup = (occurrence: Occurrence, account: AccountFacts): Subject => ({
  ...namedSubject(account, occurrence, { parameter: 'groupName', resource: 'group', type: 'Group' }),
  type: 'group',
})

/** A user or role of the account, with all that it did. */
export interface PrincipalSeen extends StatedSubject {
  readonly use: PrincipalUse
}

/** Services and other accounts act with permissions of their own. */
export const ownPrincipalsSeen = whereActivity((activity, account): readonly PrincipalSeen[] =>
  activity.principals
    .values()
    .filter(({ principal }) => SUBJECT_TYPES.has(principal.type) && isOfAccount(account, principal.account))
    .map((use) => ({
      kind: 'stated',
      subject: principalSubject(account, use.principal.arn, use.principal.type),
      use,
    })),
)

const principalIndexes = new WeakMap<UsageProfile, ReadonlyMap<string, readonly PrincipalUse[]>>()

/** What a principal did, in each form in which the log names it. */
export const usesOfPrincipal = (activity: UsageProfile, arn: string): readonly PrincipalUse[] => {
  const made = principalIndexes.get(activity)
  if (made) return made.get(withoutPath(arn)) ?? []
  const index = new Map<string, PrincipalUse[]>()
  for (const use of activity.principals.values()) {
    const key = withoutPath(use.principal.arn)
    index.set(key, [...(index.get(key) ?? []), use])
  }
  principalIndexes.set(activity, index)
  return index.get(withoutPath(arn)) ?? []
}
