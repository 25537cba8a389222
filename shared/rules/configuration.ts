import type { IdentityClass } from './identity-class.ts'
import type { ParameterValue } from './parameters.ts'
import type { Severity } from './severity.ts'

/** What the account's owner has decided; everything has a default. */
export interface AuditConfiguration {
  readonly identityClasses: readonly IdentityClass[]
  /** Account ids that are ours or trusted, besides the organization's own. */
  readonly knownAccounts: readonly string[]
  /** Tag keys that name an owner, the first that is set wins. */
  readonly ownerTags: readonly string[]
  readonly rules: ReadonlyMap<string, RuleSettings>
  /** Undefined: nobody can except a user or role by a tag. */
  readonly optOutTag?: OptOutTagSettings
}

/** Who may tag may then silence these rules, and no others. */
export interface OptOutTagSettings {
  readonly key: string
  readonly rules: readonly string[]
}

export interface RuleSettings {
  readonly enabled?: boolean
  readonly severity?: Severity
  readonly parameters?: Readonly<Record<string, ParameterValue>>
  /** Limits by identity class, over `parameters`. */
  readonly classes?: ReadonlyMap<string, Readonly<Record<string, ParameterValue>>>
}

export const defaultConfiguration: AuditConfiguration = {
  identityClasses: [],
  knownAccounts: [],
  ownerTags: ['Owner', 'owner-email', 'Contact'],
  rules: new Map(),
}
