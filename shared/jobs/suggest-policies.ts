import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { parseArn } from '#shared/facts/arn.ts'
import { knownOr } from '#shared/facts/known.ts'
import { type LastAccessed, reportsByPrincipal } from '#shared/facts/last-accessed.ts'
import type { AuditConfiguration } from '#shared/rules/configuration.ts'
import { identityClassOf } from '#shared/rules/identity-class.ts'
import { tagValue } from '#shared/facts/tag.ts'
import { activitySourceOf } from '#shared/suggestions/activity-source.ts'
import type { PolicySuggestion } from '#shared/suggestions/policy-suggestion.ts'
import { policySuggestionOf } from '#shared/suggestions/policy-suggestion-of.ts'
import { type Target, targetsOf } from '#shared/suggestions/target.ts'

export interface SuggestJob {
  readonly account: AccountFacts
  readonly profile: UsageProfile
  readonly configuration: AuditConfiguration
  /** ARNs or names; every user and role when undefined. */
  readonly principals?: readonly string[] | undefined
  /** Somebody has looked at the days on which the log did not run, and takes the suggestion without them. */
  readonly acceptGaps?: boolean | undefined
}

export interface SuggestOutcome {
  readonly suggestions: readonly PolicySuggestion[]
  /** Asked for by name, and neither in the evidence nor in the log. */
  readonly notFound: readonly string[]
  /** Sentences: why no policy could be suggested for anybody. Empty when the log can carry suggestions. */
  readonly noActivity: readonly string[]
  /** Sentences: when the log of an account did not run, so that its principals get no policy. */
  readonly silent: readonly string[]
}

const NO_REPORTS: Pick<LastAccessed, 'reports'> = { reports: [] }
const BREAK_GLASS_TAG = 'break-glass'

const isBreakGlassIn =
  ({ identityClasses }: AuditConfiguration) =>
  ({ entity }: Target): boolean => {
    if (entity === undefined || entity.kind === 'group') return false
    const tags = entity.kind === 'user' ? knownOr(entity.tags, []) : entity.tags
    const mark = tagValue(tags, BREAK_GLASS_TAG)
    if (mark !== undefined && mark.toLowerCase() !== 'false') return true
    return identityClassOf(entity, identityClasses) === 'break-glass'
  }

const chosen = (account: AccountFacts, profile: UsageProfile, wanted: readonly string[] | undefined) => {
  const { principals, groups } = targetsOf(account, profile)
  if (wanted === undefined) return { targets: principals, notFound: [] }
  const all = [...principals, ...groups]
  const targets = all.filter(({ arn, name }) => wanted.includes(arn) || wanted.includes(name))
  const found = new Set(targets.flatMap(({ arn, name }) => [arn, name]))
  return { targets, notFound: wanted.filter((name) => !found.has(name)) }
}

const holesFor = (targets: readonly Target[], silent: ReadonlyMap<string, readonly string[]>): readonly string[] => {
  const accounts = new Set(targets.map(({ arn }) => parseArn(arn)?.account ?? ''))
  return [...accounts].flatMap((id) => silent.get(id) ?? [])
}

/** Activity in, policies with their proof out: the same function on a laptop and in a Lambda. */
export const suggestPolicies = (job: SuggestJob): SuggestOutcome => {
  const { account, profile, configuration, principals } = job
  const source = activitySourceOf(profile, job.acceptGaps)
  const { targets, notFound } = chosen(account, profile, principals)
  const suggestionOf = policySuggestionOf({
    account,
    profile,
    source,
    isBreakGlass: isBreakGlassIn(configuration),
    reportOn: reportsByPrincipal(knownOr(account.lastAccessed, NO_REPORTS).reports),
  })
  const noActivity = source.state === 'whole' ? [] : source.state === 'none' ? [source.reason] : source.reasons
  const silent = source.state === 'whole' ? holesFor(targets, source.silent) : []
  return { suggestions: targets.map(suggestionOf), notFound, noActivity, silent }
}
