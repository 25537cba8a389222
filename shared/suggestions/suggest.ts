import { POLICY_QUOTAS } from '#shared/permissions/policy-size.ts'
import type { ObservedUse } from './observed-use.ts'
import type { GeneralisationStep } from './policy-suggestion.ts'
import { documentsOf, type SizedPolicy } from './suggest-documents.ts'
import { needsOf } from './suggest-needs.ts'
import { statementsOf } from './suggest-statements.ts'

export interface Suggestion {
  readonly policies: readonly SizedPolicy[]
  readonly steps: readonly GeneralisationStep[]
}

/** The smallest policy that the observed use needs: managed policies, because these can be read, versioned and rolled back. */
export const suggest = (use: ObservedUse, limit: number = POLICY_QUOTAS['managed-policy']): Suggestion => {
  const { needs, steps } = needsOf(use)
  return { policies: documentsOf(statementsOf(needs), limit), steps }
}
