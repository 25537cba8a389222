import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import type { AuditConfiguration } from '#shared/rules/configuration.ts'

export interface InventoryContext {
  readonly now: Date
  readonly configuration: AuditConfiguration
  /** Undefined: no CloudTrail in the evidence. */
  readonly activity: UsageProfile | undefined
}
