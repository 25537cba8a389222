import type { AccessKeyUse, UsageProfile } from '#shared/activity/usage-profile.ts'
import type { CallOutcome } from '#shared/activity/outcome.ts'
import { networkOfAddress, productOfAgent } from '#shared/activity/generalised-forms.ts'
import type { Seen as Sighting } from '#shared/activity/sightings.ts'
import type { ValueSet } from '#shared/activity/value-set.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { accountOfArn } from '#shared/facts/arn.ts'
import type { AccessKey } from '#shared/facts/credential.ts'
import { DAY_MS } from '#shared/facts/instant.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import { knownOr } from '#shared/facts/known.ts'
import { byCodeUnit, byKey } from '#shared/facts/order.ts'
import { type StatedSubject, type Subject, subjectOf } from '../subject.ts'
import { isOfAccount, principalSubject, whereActivity } from './seen-subjects.ts'

/** A long-lived access key that the log tells of, with what the evidence knows of it. */
export interface KeyTrace extends StatedSubject {
  readonly use: AccessKeyUse
  readonly key: AccessKey | undefined
  readonly ownerArn: string
  readonly ownerName: string
}

const factsOfKeys = (account: AccountFacts): ReadonlyMap<string, AccessKey> =>
  new Map(
    [
      ...knownOr(account.users, []).flatMap((user) => knownOr(user.accessKeys, [])),
      ...(account.root.state === 'known' ? knownOr(account.root.value.accessKeys, []) : []),
    ].flatMap((key) => (key.accessKeyId === undefined ? [] : [[key.accessKeyId, key] as const])),
  )

/** A key belongs to one principal for ever; another one in the set is a copy of the call in another account's words. */
const ownerOf = ({ principals }: AccessKeyUse, account: AccountFacts): string | undefined =>
  principals.values.keys().find((arn) => isOfAccount(account, accountOfArn(arn) ?? ''))

const keySubject = (accessKeyId: string, owner: Subject): Subject => ({
  type: 'access-key',
  arn: owner.arn,
  name: owner.name,
  accessKeyId,
  identity: accessKeyId,
  principalArn: owner.arn,
})

const traceLists = new WeakMap<UsageProfile, WeakMap<AccountFacts, readonly KeyTrace[]>>()

export const keyTracesOf = (activity: UsageProfile, account: AccountFacts): readonly KeyTrace[] => {
  const lists = traceLists.get(activity) ?? new WeakMap<AccountFacts, readonly KeyTrace[]>()
  traceLists.set(activity, lists)
  const traces = lists.get(account) ?? tracesOf(activity, account)
  lists.set(account, traces)
  return traces
}

const tracesOf = (activity: UsageProfile, account: AccountFacts): readonly KeyTrace[] => {
  const facts = factsOfKeys(account)
  return activity.accessKeys.values().flatMap((use): readonly KeyTrace[] => {
    const ownerArn = ownerOf(use, account)
    if (ownerArn === undefined) return []
    const key = facts.get(use.accessKeyId)
    const owner = principalSubject(account, ownerArn, ownerArn.endsWith(':root') ? 'Root' : 'IAMUser')
    const subject = key ? subjectOf(key, account) : keySubject(use.accessKeyId, owner)
    return [{ kind: 'stated', subject, use, key, ownerArn: owner.arn, ownerName: owner.name }]
  })
}

/** Every long-lived key in the log. */
export const keysSeen = whereActivity(keyTracesOf)

export const keyTraceLabel = ({ use, ownerName }: KeyTrace): string => `Access key ${use.accessKeyId} of ${ownerName}`

export const lastUsedWithin = ({ use }: KeyTrace, days: number, now: Date): boolean =>
  use.seen.last !== undefined && now.getTime() - use.seen.last <= days * DAY_MS

/** Active days since the epoch, in order. */
export const activeDays = ({ days }: AccessKeyUse): readonly number[] =>
  days
    .keys()
    .map(Number)
    .sort((a, b) => a - b)

export interface KeyCall {
  readonly eventSource: string
  readonly eventName: string
  readonly outcome: CallOutcome
  readonly seen: Sighting
}

export const callsOf = ({ calls }: AccessKeyUse): readonly KeyCall[] =>
  calls.values.entries().map(([value, seen]) => {
    const [eventSource, eventName, outcome] = JSON.parse(value) as [string, string, CallOutcome]
    return { eventSource, eventName, outcome, seen }
  })

/** An address proper: not a service's name, not `AWS Internal`. */
const isAddress = (text: string): boolean => /^[\d.]+$|^[0-9a-f:.]+$/i.test(text) && /[.:]/.test(text)

const merged = (a: Sighting | undefined, b: Sighting): Sighting =>
  a === undefined ? b : { count: a.count + b.count, first: smaller(a.first, b.first), last: larger(a.last, b.last) }
const smaller = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b)
const larger = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined ? (a ?? b) : Math.max(a, b)

/** Values in their general form, each with its first and last use. */
const general = (
  entries: readonly (readonly [string, Sighting])[],
  formOf: (value: string) => string,
): ReadonlyMap<string, Sighting> => {
  const forms = new Map<string, Sighting>()
  for (const [value, seen] of entries) forms.set(formOf(value), merged(forms.get(formOf(value)), seen))
  return new Map([...forms].sort(byKey(([form]) => form)))
}

/** /24 and /48 ranges from which the key was used. */
export const networksOf = ({ sourceAddresses }: Pick<AccessKeyUse, 'sourceAddresses'>) =>
  general(
    sourceAddresses.values.entries().filter(([address]) => isAddress(address)),
    networkOfAddress,
  )

export const productsOf = ({ userAgents }: Pick<AccessKeyUse, 'userAgents'>) =>
  general(userAgents.values.entries(), productOfAgent)

export const servicesOf = (use: AccessKeyUse): ReadonlyMap<string, Sighting> =>
  general(
    callsOf(use).map(({ eventSource, seen }) => [eventSource, seen] as const),
    (source) => source,
  )

export const regionsOf = ({ regions }: AccessKeyUse): ReadonlyMap<string, Sighting> =>
  general(regions.values.entries(), (region) => region)

/** Some values did not fit: of their general forms it is not known when they were first seen. */
export const formsBeyond = (set: ValueSet): ReadonlySet<string> | 'not told' =>
  set.forms.overflowed ? 'not told' : new Set(set.forms.keys())

const MOST_SHOWN = 20
const names = (values: ReadonlyMap<string, Sighting>): readonly JsonValue[] => [...values.keys()].slice(0, MOST_SHOWN)

/** The key's dossier in brief: so that its owner can be found. */
export const traceEvidence = ({ use, ownerArn }: KeyTrace): Readonly<Record<string, JsonValue>> => ({
  owner: ownerArn,
  firstSeen: use.seen.first === undefined ? null : new Date(use.seen.first).toISOString(),
  lastSeen: use.seen.last === undefined ? null : new Date(use.seen.last).toISOString(),
  days: use.days.size,
  networks: names(networksOf(use)),
  userAgents: names(productsOf(use)),
  regions: names(regionsOf(use)),
  services: names(servicesOf(use)),
})

/** `a, b and 3 more` */
export const someOf = (values: readonly string[], most = 4): string => {
  const sorted = [...values].sort(byCodeUnit)
  const shown = sorted.slice(0, most).join(', ')
  return sorted.length > most ? `${shown} and ${sorted.length - most} more` : shown
}
