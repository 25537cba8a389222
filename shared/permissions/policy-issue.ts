/** `error`: IAM would refuse it today, or it can never work. `warning`: it does something else than it seems. `advice`: it works and could be better. */
export type IssueSeverity = 'error' | 'warning' | 'advice'

export interface PolicyIssue {
  readonly code: IssueCode
  readonly severity: IssueSeverity
  /** Position in the document, from 0. */
  readonly statementIndex?: number
  /** Where in the document, as `Statement[0].Action[1]`. */
  readonly path: string
  /** A sentence. */
  readonly message: string
  readonly suggestion?: string
}

export type IssueCode =
  | 'not-json'
  | 'character-not-allowed'
  | 'duplicate-key'
  | 'unknown-element'
  | 'wrong-type'
  | 'wrong-version'
  | 'missing-version'
  | 'variables-not-expanded'
  | 'unknown-variable'
  | 'malformed-variable'
  | 'variable-not-for-operator'
  | 'missing-element'
  | 'conflicting-elements'
  | 'empty-list'
  | 'wrong-effect'
  | 'wrong-sid'
  | 'duplicate-sid'
  | 'too-long'
  | 'long-trust-policy'
  | 'unknown-action'
  | 'unknown-service'
  | 'malformed-action'
  | 'not-action-with-allow'
  | 'not-resource-with-allow'
  | 'not-resource-leaves-nothing'
  | 'not-principal-with-allow'
  | 'malformed-resource'
  | 'action-never-matches-resource'
  | 'action-needs-all-resources'
  | 'group-resource-does-nothing'
  | 'principal-not-allowed'
  | 'resource-not-allowed'
  | 'malformed-principal'
  | 'deleted-principal'
  | 'action-not-for-trust'
  | 'action-not-for-principal'
  | 'action-missing-in-trust'
  | 'unknown-operator'
  | 'unknown-condition-key'
  | 'key-not-of-action'
  | 'key-not-for-principal'
  | 'wrong-condition-value'
  | 'operator-does-not-fit-key'
  | 'wildcard-is-literal'
  | 'private-address'
  | 'address-host-bits'
  | 'several-bounds'
  | 'condition-always-met'
  | 'spoofable-key'
  | 'key-needs-pair'
  | 'arn-compared-as-text'
  | 'prefix-not-hidden'
  | 'mfa-condition-misses'
  | 'set-operator-passes-when-absent'
  | 'null-with-set-operator'
  | 'set-operator-missing'
  | 'set-operator-on-single-value'
  | 'statement-repeated'
  | 'statement-cancelled'
  | 'pass-role-open'

/** Which kind of document is read: they have different elements and different quotas. */
export type PolicyKind =
  | 'managed-policy'
  | 'user-policy'
  | 'group-policy'
  | 'role-policy'
  | 'permissions-boundary'
  | 'trust-policy'
  | 'service-control-policy'
  | 'resource-control-policy'

/** Trust and resource control policies speak of principals; the others belong to one. */
export const namesPrincipals = (kind: PolicyKind): boolean =>
  kind === 'trust-policy' || kind === 'resource-control-policy'
