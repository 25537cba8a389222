import { surplusCopiesOf } from '#shared/activity/copies-of.ts'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { parseArn } from '#shared/facts/arn.ts'
import { unknownFact } from '#shared/facts/known.ts'
import type { LastAccessedReport } from '#shared/facts/last-accessed.ts'
import type { Group, Role, User } from '#shared/facts/principal.ts'
import { accountIndexOf } from '#shared/permissions/account-index.ts'
import { type EffectivePermissions, effectivePermissionsOf } from '#shared/permissions/effective-permissions.ts'
import type { ActivitySource, ActivityWindow } from './activity-source.ts'
import { assumptionsOf } from './assumptions.ts'
import { attachCommandsOf, keptPoliciesOf, type TodaysPolicies } from './attach-commands.ts'
import { escalationChangeOf } from './escalation-paths-closed.ts'
import { type Sight, sightOf } from './observable.ts'
import { type ObservedUse, observedUseOf, usedActionsOf } from './observed-use.ts'
import type { PolicyProof, PolicySuggestion, ProposedPolicy, Removed } from './policy-suggestion.ts'
import { prove } from './prove.ts'
import { type ResolveRequest, requestResolver } from './request-resolver.ts'
import { rhythmOf } from './rhythm.ts'
import { secondWitnessOf } from './second-witness.ts'
import { suggest } from './suggest.ts'
import { permissionSetOf, type Target } from './target.ts'
import { verdictOf } from './verdict.ts'
import { unusedOf, wouldGo } from './would-go.ts'

export interface SuggestionContext {
  readonly account: AccountFacts
  readonly profile: UsageProfile
  readonly source: ActivitySource
  readonly isBreakGlass: (target: Target) => boolean
  /** IAM's own report on a principal, where there is one. */
  readonly reportOn: (target: Target) => LastAccessedReport | undefined
}

/** A group has no session of its own: its policies are judged as those of a role that has nothing else. */
const asRole = (group: Group): Role => ({
  ...group,
  kind: 'role',
  tags: [],
  trustPolicy: { state: 'unreadable', text: '', reason: 'A group has no trust policy.' },
  lastUsed: unknownFact('A group has no last use.'),
  maxSessionDuration: unknownFact('A group has no sessions.'),
  instanceProfiles: [],
})

const accountOf = ({ arn }: Target): string => parseArn(arn)?.account ?? ''

interface Today {
  readonly principal: User | Role
  readonly permissions: EffectivePermissions
}

const todayOf = ({ entity }: Target, account: AccountFacts): Today | undefined => {
  if (entity === undefined) return undefined
  const principal = entity.kind === 'group' ? asRole(entity) : entity
  const found = effectivePermissionsOf(principal, account)
  return found.state === 'unknown' ? undefined : { principal, permissions: found.value }
}

interface Seen {
  readonly account: AccountFacts
  readonly sight: Sight
  readonly window: ActivityWindow
  readonly report: LastAccessedReport | undefined
}

const actionsOf = (calls: ObservedUse['permitted']): ReadonlySet<string> =>
  new Set(calls.map(({ request }) => request.action))

const removedBy = (
  policies: readonly ProposedPolicy[],
  use: ObservedUse,
  today: Today,
  { account, sight, window, report }: Seen,
): Removed => {
  const { closed, left } = escalationChangeOf(today.principal, account, today.permissions, policies)
  const used = actionsOf(use.permitted)
  const seen = new Set([...used, ...actionsOf(use.denied)])
  return {
    ...wouldGo(today.permissions, policies, used, sight),
    escalationPathsClosed: closed,
    escalationPathsLeft: left,
    secondWitness:
      report === undefined
        ? null
        : secondWitnessOf({ report, unused: unusedOf(today.permissions, used), seen, window }),
  }
}

const NO_PROOF: PolicyProof = {
  covered: 0,
  notCovered: [],
  wider: [],
  assumptions: [],
  deniedNowAllowed: [],
  beyondToday: null,
}

type Sketch = Pick<PolicySuggestion, 'principal' | 'kind' | 'permissionSet' | 'window' | 'used' | 'denied' | 'unmapped'>

const sketchOf = (target: Target, use: ObservedUse, window: ActivityWindow): Sketch => {
  const permissionSet = target.kind === 'permission-set-role' ? permissionSetOf(target.name) : undefined
  return {
    principal: target.arn,
    kind: target.kind,
    ...(permissionSet !== undefined && { permissionSet }),
    window,
    used: usedActionsOf(use.permitted),
    denied: usedActionsOf(use.denied),
    unmapped: use.unmapped,
  }
}

const NO_COMMANDS: PolicySuggestion['commands'] = { attach: [], rollBack: [] }

const withoutPolicies = (sketch: Sketch, reasons: readonly string[]): PolicySuggestion => ({
  ...sketch,
  policies: [],
  proof: NO_PROOF,
  removed: null,
  commands: NO_COMMANDS,
  verdict: 'refused',
  reasons,
})

interface Tools {
  readonly resolve: ResolveRequest
  readonly sight: Sight
  readonly todays: TodaysPolicies
  readonly observe: (target: Target) => ObservedUse
}

const toolsOf = ({ account, profile }: SuggestionContext): Tools => {
  const resolve = requestResolver(account)
  const surplus = surplusCopiesOf(profile)
  const { policies, groups } = accountIndexOf(account)
  return {
    resolve,
    sight: sightOf(profile),
    todays: { documentOf: (arn) => policies.get(arn)?.document, groupOf: (name) => groups.get(name) },
    observe: ({ uses }) => observedUseOf(uses, resolve, surplus),
  }
}

const complete = (
  target: Target,
  context: SuggestionContext & { readonly source: { readonly state: 'whole' } },
  { resolve, sight, todays, observe }: Tools,
): PolicySuggestion => {
  const { account, source, isBreakGlass } = context
  const gaps = source.gapsOf(accountOf(target))
  const window = source.windowOf(accountOf(target))
  const use = observe(target)
  const today = todayOf(target, account)
  const rhythm = rhythmOf(target.uses)
  const { policies: sized, steps } = suggest(use)
  const policies = sized.map(({ document }) => document)
  const checked = prove({ uses: target.uses, resolve, policies, steps, today: today?.permissions })
  const kept = keptPoliciesOf(target, todays)
  const report = context.reportOn(target)
  const removed =
    today === undefined || use.permitted.length === 0
      ? null
      : removedBy(policies, use, today, { account, sight, window, report })
  const proof: PolicyProof = {
    ...checked,
    assumptions: assumptionsOf({ target, account, window, gaps, rhythm, sight, kept, removed }),
  }
  const missing = today?.permissions.missing ?? []
  const judged = {
    target,
    window,
    gaps,
    use,
    rhythm,
    policies: sized,
    proof,
    removed,
    account,
    missing,
    isBreakGlass: isBreakGlass(target),
  }
  const { verdict, reasons } = verdictOf(judged)
  return {
    ...sketchOf(target, use, window),
    policies: sized,
    proof,
    removed,
    // What is refused is a draft to look at: nothing to paste.
    commands: verdict === 'refused' ? NO_COMMANDS : attachCommandsOf(target, sized.length, todays),
    verdict,
    reasons,
  }
}

/**
 * From what principals did, the least that each needs, with the proof. Where the log is not there or has holes there is no policy, because what
 * cannot be seen is not unused.
 */
export const policySuggestionOf = (context: SuggestionContext): ((target: Target) => PolicySuggestion) => {
  const tools = toolsOf(context)
  const { source } = context
  if (source.state === 'whole') {
    return (target) => {
      const account = accountOf(target)
      const holes = source.silent.get(account)
      return holes === undefined
        ? complete(target, { ...context, source }, tools)
        : withoutPolicies(sketchOf(target, tools.observe(target), source.windowOf(account)), holes)
    }
  }
  const reasons = source.state === 'none' ? [source.reason] : source.reasons
  const window = { from: null, to: null, days: 0, logged: 0 }
  return (target) => withoutPolicies(sketchOf(target, tools.observe(target), window), reasons)
}
