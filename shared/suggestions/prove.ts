import type { PrincipalUse } from '#shared/activity/usage-profile.ts'
import type { EffectivePermissions } from '#shared/permissions/effective-permissions.ts'
import type { GeneralisationStep, PolicyProof, ProposedPolicy } from './policy-suggestion.ts'
import { compileProposals } from './prove-proposal.ts'
import { coverageOf, deniedNowAllowed, replayOf } from './prove-replay.ts'
import { beyondToday } from './prove-today.ts'
import { widerThanObserved } from './prove-width.ts'
import type { ResolveRequest } from './request-resolver.ts'

export interface Claim {
  readonly uses: readonly PrincipalUse[]
  readonly resolve: ResolveRequest
  readonly policies: readonly ProposedPolicy[]
  readonly steps: readonly GeneralisationStep[]
  /** Undefined: today's policies are not known. */
  readonly today: EffectivePermissions | undefined
}

/**
 * Checks policies against the profile itself, with the evaluator that suggesting does not use: all that was permitted is allowed, what was only
 * refused stays refused, and whatever is wider than observed or than today's policies is listed.
 */
export const prove = ({ uses, resolve, policies, steps, today }: Claim): Omit<PolicyProof, 'assumptions'> => {
  const replay = replayOf(uses, resolve)
  const compiled = compileProposals(policies)
  return {
    ...coverageOf(replay, compiled),
    wider: widerThanObserved(policies, replay, steps),
    deniedNowAllowed: deniedNowAllowed(replay, compiled),
    beyondToday: today === undefined ? null : beyondToday(policies, today),
  }
}
