import type { JsonValue } from '#shared/facts/json.ts'
import type { PolicySuggestion } from '#shared/suggestions/policy-suggestion.ts'

/**
 * What the account holds, beside what is wrong with it: principals, credentials and the rules that were run. `null` is "not known", as
 * everywhere in the published form (`docs/json.md`); keys are added, never renamed.
 */
export interface Inventory {
  readonly principals: readonly PrincipalEntry[]
  readonly credentials: readonly CredentialEntry[]
  readonly rules: readonly RuleEntry[]
  /** Only where CloudTrail was read and policies were asked for. */
  readonly suggestions?: readonly SuggestionEntry[]
  /** Today's policies of those for whom others are suggested, each once. */
  readonly policyDocuments?: readonly { readonly ref: string; readonly name: string; readonly document: JsonValue }[]
}

/** The JSON of `suggest` without its longest lists, and the policies that hold today, by `ref`. */
export interface SuggestionEntry extends Omit<PolicySuggestion, 'used' | 'denied' | 'unmapped'> {
  readonly unmappedEvents: number
  /** Null: today's policies are not known. */
  readonly today: readonly string[] | null
}

interface RuleEntry {
  readonly id: string
  readonly family: string
  readonly title: string
  readonly severity: string
  readonly frameworks: readonly string[]
}

export interface PrincipalEntry {
  readonly kind: 'root' | 'user' | 'role'
  readonly arn: string
  readonly name: string
  /** `person`, `machine` or a configured class. */
  readonly class: string | null
  readonly owner: string | null
  readonly createdAt: string | null
  /** Of a role as IAM tells it, of others the latest use of any credential. */
  readonly lastUsedAt: string | null
  readonly console: boolean | null
  /** Kinds of MFA devices, sorted; empty is none. */
  readonly mfa: readonly string[] | null
  readonly groups: readonly string[]
  readonly policies: readonly HeldPolicy[]
  readonly boundary: string | null
  readonly power: string
  /** By access level: actions allowed anywhere, on all resources, only under conditions. */
  readonly access: Readonly<Record<string, readonly [count: number, onAllResources: number, onlyIf: number]>> | null
  readonly escalations: readonly EscalationEntry[]
  readonly notKnown: readonly string[]
  readonly activity?: PrincipalActivity
}

interface HeldPolicy {
  readonly name: string
  readonly through: 'inline' | 'attached' | 'group'
  readonly group?: string
}

interface EscalationEntry {
  readonly id: string
  readonly name: string
  readonly kind: 'open' | 'conditional'
  readonly because: string
}

/** The most used of each list; the whole is in the JSON of `activity`. */
export interface PrincipalActivity {
  readonly calls: number
  readonly denied: number
  readonly first: string | null
  readonly last: string | null
  /** Distinct IAM actions that succeeded. */
  readonly actionsUsed: number
  readonly services: readonly Counted[]
  readonly regions: readonly string[]
  readonly sourceAddresses: readonly string[]
  readonly userAgents: readonly string[]
}

export interface Counted {
  readonly value: string
  readonly count: number
  readonly last: string | null
}

export interface CredentialEntry {
  readonly kind: 'password' | 'access-key' | 'signing-certificate' | 'ssh-public-key' | 'service-specific-credential'
  readonly principal: string
  readonly owner: string
  readonly id: string | null
  readonly status: 'active' | 'inactive' | 'expired'
  readonly createdAt: string | null
  readonly lastUsedAt: string | null
  /** `not-tracked`: AWS does not record the use of this kind of credential. */
  readonly use: 'used' | 'never' | 'unknown' | 'not-tracked'
  readonly lastUsedFor: string | null
  readonly ageDays: number | null
  /** Days since the last use; since it was made where it was never used. */
  readonly idleDays: number | null
  readonly ageLimit: number | null
  readonly idleLimit: number | null
  readonly service?: string
  readonly expiresAt?: string
  readonly dossier?: DossierEntry
}

/** What CloudTrail saw of an access key. */
export interface DossierEntry {
  readonly first: string | null
  readonly last: string | null
  readonly days: number
  readonly services: readonly Counted[]
  readonly calls: readonly (Counted & { readonly outcome: string })[]
  readonly sourceAddresses: readonly Counted[]
  readonly userAgents: readonly Counted[]
  readonly regions: readonly Counted[]
}
