import { plural } from '#shared/facts/plural.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { parseArn } from '#shared/facts/arn.ts'
import { DAY_MS } from '#shared/facts/instant.ts'
import { knownOr } from '#shared/facts/known.ts'
import { POLICY_QUOTAS } from '#shared/permissions/policy-size.ts'
import type { ActivityWindow } from './activity-source.ts'
import type { ObservedUse } from './observed-use.ts'
import type { PolicyProof, Removed, Verdict } from './policy-suggestion.ts'
import type { Rhythm } from './rhythm.ts'
import type { SizedPolicy } from './suggest-documents.ts'
import type { Target } from './target.ts'

/** In days. Less than `refused` says nothing; less than `review` misses whatever comes once a month. */
export const WINDOW_LIMITS = { refused: 14, review: 30, freshPolicy: 30 } as const

/** Managed policies that can be attached with raised quotas (IAM user guide, "IAM and AWS STS quotas"). */
const MOST_POLICIES = { role: 25, user: 20, group: 10 } as const

export interface Judged {
  readonly target: Target
  readonly window: ActivityWindow
  readonly gaps: readonly string[]
  readonly use: ObservedUse
  readonly rhythm: Rhythm
  readonly policies: readonly SizedPolicy[]
  readonly proof: PolicyProof
  readonly removed: Removed | null
  readonly account: AccountFacts
  readonly isBreakGlass: boolean
  /** Sentences: today's policies that were not read. */
  readonly missing: readonly string[]
}

const isServiceLinked = ({ arn }: Target): boolean =>
  parseArn(arn)?.resource.startsWith('role/aws-service-role/') === true

const mostPolicies = ({ kind }: Target): number =>
  kind === 'user' ? MOST_POLICIES.user : kind === 'group' ? MOST_POLICIES.group : MOST_POLICIES.role

const sizeReasons = ({ policies, target }: Judged): readonly string[] => {
  const limit = POLICY_QUOTAS['managed-policy']
  const long = policies.filter(({ characters }) => characters > limit)
  return [
    ...(long.length > 0 ? [`One resource or action list is longer than a policy may be (${limit} characters).`] : []),
    ...(policies.length > mostPolicies(target)
      ? [`It needs ${policies.length} policies, and at most ${mostPolicies(target)} can be attached.`]
      : []),
  ]
}

const windowRefusals = ({ days, logged }: ActivityWindow): readonly string[] => {
  if (days < WINDOW_LIMITS.refused)
    return [`The log spans ${plural(days, 'day')}; at least ${WINDOW_LIMITS.refused} are needed.`]
  return logged < WINDOW_LIMITS.refused
    ? [
        `On ${plural(logged, 'day')} of the log's ${days} there is any record; at least ${WINDOW_LIMITS.refused} are needed.`,
      ]
    : []
}

const refusals = (judged: Judged): readonly string[] => {
  const { target, window, use, proof, isBreakGlass } = judged
  const unnamed = proof.wider.filter(({ named }) => !named)
  return [
    ...(isServiceLinked(target) ? ['It is a service-linked role: only its AWS service can change its policy.'] : []),
    ...(isBreakGlass ? ['It is meant for emergencies: what it needs then cannot be read from what it did.'] : []),
    ...(use.permitted.length === 0
      ? [
          use.denied.length > 0
            ? 'Its only calls were refused: there is no permitted use to suggest from.'
            : 'No call of it is in the log. Whether it can go is not for a policy to say.',
        ]
      : []),
    ...windowRefusals(window),
    ...(unnamed.length > 0 ? [`The proof found ${plural(unnamed.length, 'widening')} without a named step.`] : []),
    ...sizeReasons(judged),
  ]
}

const rhythmReasons = ({ window, rhythm }: Judged): readonly string[] => {
  // Too short for anything: that refuses, and says enough.
  if (window.days < WINDOW_LIMITS.refused) return []
  if (window.days < WINDOW_LIMITS.review)
    return [`The log spans ${plural(window.days, 'day')}: what comes once a month may not have come.`]
  if (rhythm.activeDays === 1) return [`It was active on one day of ${window.days}: its rhythm is not known.`]
  return rhythm.longestPause * 2 > window.days
    ? [
        `${rhythm.slowest} pauses for ${rhythm.longestPause} days: a log of ${rhythm.longestPause * 2} days is needed, and this one has ${window.days}.`,
      ]
    : []
}

const createdAtOf = ({ entity }: Target): Date | undefined =>
  entity === undefined ? undefined : entity.kind === 'user' ? knownOr(entity.createdAt, undefined) : entity.createdAt

const freshReasons = ({ target, window, account }: Judged): readonly string[] => {
  if (window.from === null || window.to === null) return []
  const createdAt = createdAtOf(target)
  if (createdAt !== undefined && createdAt.toISOString() > window.from)
    return [
      `It exists since ${createdAt.toISOString().slice(0, 10)}, which is less than the log's ${window.days} days.`,
    ]
  const since = Date.parse(window.to) - WINDOW_LIMITS.freshPolicy * DAY_MS
  const grants = target.entity?.kind === 'user' ? knownOr(target.entity.grants, undefined) : target.entity?.grants
  const attached = new Set(grants?.attachedPolicies.map(({ arn }) => arn))
  return knownOr(account.policies, [])
    .filter(
      ({ arn, managedBy, updatedAt }) =>
        managedBy === 'customer' && attached.has(arn) && (updatedAt?.getTime() ?? 0) > since,
    )
    .map(
      ({ name, updatedAt }) =>
        `Policy ${name} was changed on ${updatedAt?.toISOString().slice(0, 10)}: what it added may not have been used yet.`,
    )
}

const useReasons = ({ use, proof, removed, target }: Judged): readonly string[] => [
  ...(use.unmapped.length > 0
    ? [
        `${plural(use.unmapped.length, 'event')} could not be mapped to an IAM action: ${use.unmapped.map(({ eventName }) => eventName).join(', ')}.`,
      ]
    : []),
  ...(use.ambiguous.length > 0
    ? [
        `The records of ${use.ambiguous.map(({ eventName }) => eventName).join(', ')} do not show which permission was used.`,
      ]
    : []),
  ...use.cut,
  ...(proof.notCovered.length > 0
    ? [
        `${plural(proof.notCovered.length, 'request')} that it made ${proof.notCovered.length === 1 ? 'is' : 'are'} not covered.`,
      ]
    : []),
  ...(proof.deniedNowAllowed.length > 0
    ? [`${plural(proof.deniedNowAllowed.length, 'request')} that was only ever refused would be allowed.`]
    : []),
  ...(proof.beyondToday !== null && proof.beyondToday.length > 0
    ? [
        `${plural(proof.beyondToday.length, 'permission')} of the suggestion ${proof.beyondToday.length === 1 ? 'is' : 'are'} not simply granted today.`,
      ]
    : []),
  ...(removed !== null && removed.states.unusedNotObservable > 0
    ? [`${plural(removed.states.unusedNotObservable, 'action')} that would go could not have been seen in this log.`]
    : []),
  ...target.doubts,
]

const MOST_SAID = 5

const contradictions = ({ removed }: Judged): readonly string[] => {
  const said = removed?.secondWitness?.contradicted ?? []
  const rest = said.length - MOST_SAID
  return [
    ...said
      .slice(0, MOST_SAID)
      .map(
        ({ what, lastAccessed, inWindow }) =>
          `IAM says that ${what} was last asked for on ${lastAccessed.slice(0, 10)}, ${inWindow ? 'and the log does not show it' : 'before this log begins'}: it would go.`,
      ),
    ...(rest > 0 ? [`IAM saw ${rest} more that the log does not show (removed.secondWitness.contradicted).`] : []),
  ]
}

const reviews = (judged: Judged): readonly string[] => {
  const { target, gaps, rhythm, missing, removed } = judged
  return [
    ...(rhythm.regular ? [] : gaps),
    ...rhythmReasons(judged),
    ...freshReasons(judged),
    ...useReasons(judged),
    ...contradictions(judged),
    ...missing,
    ...(target.kind === 'permission-set-role'
      ? ['IAM Identity Center writes this role: put the policy into its permission set.']
      : []),
    ...(target.kind === 'group'
      ? ['What the members did stands for the group: members with other groups may have used those.']
      : []),
    ...(removed === null ? ["Today's policies are not known: nothing can be said of what would go."] : []),
  ]
}

export const verdictOf = (judged: Judged): { readonly verdict: Verdict; readonly reasons: readonly string[] } => {
  const refused = refusals(judged)
  const reviewed = judged.use.permitted.length === 0 ? [] : reviews(judged)
  const verdict: Verdict = refused.length > 0 ? 'refused' : reviewed.length > 0 ? 'review' : 'ready'
  return { verdict, reasons: [...refused, ...reviewed] }
}
