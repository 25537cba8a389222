import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import type { AuditConfiguration } from '#shared/rules/configuration.ts'

export interface InventoryContext {
  readonly now: Date
  readonly configuration: AuditConfiguration
  /** Undefined: no CloudTrail in the evidence. */
  readonly activity: UsageProfile | undefined
  /** Policies are to be suggested as well: the page wants them, and they take their time. */
  readonly suggestions: boolean
}
