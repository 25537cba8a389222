import type { JsonValue } from './json.ts'

/** A policy document after URL-decoding. `text` is kept for checks of grammar and size. */
export type PolicyDocument =
  | {
      readonly state: 'parsed'
      readonly text: string
      readonly json: JsonValue
      readonly version?: string
      /** Statements that can be evaluated; `index` is the position in the document. */
      readonly statements: readonly Statement[]
      /** Statements that IAM's grammar does not allow: refused, never guessed. */
      readonly malformed: readonly { readonly index: number; readonly reason: string }[]
    }
  | { readonly state: 'unreadable'; readonly text: string; readonly reason: string }

export interface Statement {
  readonly index: number
  readonly sid?: string
  readonly effect: 'Allow' | 'Deny'
  readonly principal?: PrincipalElement
  readonly notPrincipal?: PrincipalElement
  /** Exactly one of actions and notActions is present; the same for resources (trust policies have neither). */
  readonly actions?: readonly string[]
  readonly notActions?: readonly string[]
  readonly resources?: readonly string[]
  readonly notResources?: readonly string[]
  readonly conditions: readonly Condition[]
}

/** `"*"` alone is `{ anyone: true }`; `AWS: "*"` stays in `aws` as `*`. */
export interface PrincipalElement {
  readonly anyone: boolean
  readonly aws: readonly string[]
  readonly service: readonly string[]
  readonly federated: readonly string[]
  readonly canonicalUser: readonly string[]
}

export interface Condition {
  /** As written, for example `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string
  readonly key: string
  readonly values: readonly string[]
}

export interface InlinePolicy {
  readonly name: string
  readonly document: PolicyDocument
}

export interface AttachedPolicy {
  readonly arn: string
  readonly name: string
}

export interface PolicyVersion {
  readonly versionId: string
  readonly isDefault: boolean
  readonly createdAt?: Date
  readonly document: PolicyDocument
}

export interface ManagedPolicy {
  readonly kind: 'managed-policy'
  readonly arn: string
  readonly name: string
  readonly path: string
  readonly policyId: string
  /** `aws`: managed by AWS, by its ARN's account part and never by its name or path. */
  readonly managedBy: 'aws' | 'customer'
  readonly attachmentCount: number
  readonly permissionsBoundaryUsageCount: number
  readonly createdAt?: Date
  readonly updatedAt?: Date
  readonly versions: readonly PolicyVersion[]
  /** The default version's document. */
  readonly document: PolicyDocument
}
