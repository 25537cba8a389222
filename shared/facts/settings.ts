import type { Known } from './known.ts'
import type { PolicyDocument } from './policy.ts'

export interface PasswordPolicy {
  readonly kind: 'password-policy'
  readonly minimumLength: number
  readonly requireSymbols: boolean
  readonly requireNumbers: boolean
  readonly requireUppercase: boolean
  readonly requireLowercase: boolean
  readonly allowUsersToChange: boolean
  /** Days; undefined when passwords do not expire. */
  readonly maxAgeDays?: number
  /** 1 to 24; undefined when reuse is not prevented. */
  readonly reusePrevention?: number
  readonly hardExpiry: boolean
}

/** GetAccountSummary's SummaryMap: counts and quotas by AWS's own names (`Users`, `AccountMFAEnabled`, …). */
export type AccountSummary = ReadonlyMap<string, number>

export interface SamlProvider {
  readonly kind: 'saml-provider'
  readonly arn: string
  readonly name: string
  readonly createdAt?: Date
  readonly validUntil: Known<Date>
}

export interface OidcProvider {
  readonly kind: 'oidc-provider'
  readonly arn: string
  /** The issuer without `https://`, as it stands in the ARN. */
  readonly issuer: string
  readonly clientIds: Known<readonly string[]>
  readonly createdAt?: Date
}

export interface OrganizationFeatures {
  readonly rootCredentialsManagement: boolean
  readonly rootSessions: boolean
}

export interface Organization {
  readonly id: string
  readonly arn: string
  readonly managementAccountId: string
  readonly allFeatures: boolean
}

export interface OrganizationAccount {
  readonly id: string
  readonly name: string
  readonly state: string
}

export interface DelegatedAdministrator {
  readonly accountId: string
  readonly services: readonly string[]
}

export interface OrganizationPolicy {
  readonly id: string
  readonly name: string
  readonly type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY'
  readonly awsManaged: boolean
  readonly content?: string
  /** `content`, parsed. */
  readonly document?: PolicyDocument
}

export interface Analyzer {
  readonly kind: 'analyzer'
  readonly arn: string
  readonly name: string
  /** ACCOUNT, ORGANIZATION, ACCOUNT_UNUSED_ACCESS, ORGANIZATION_UNUSED_ACCESS, … */
  readonly type: string
  readonly status: string
  readonly region: string
  readonly managedBy?: string
}

export interface AnalyzerFinding {
  readonly kind: 'analyzer-finding'
  readonly id: string
  readonly findingType: string
  readonly status: string
  readonly resource: string
  readonly resourceType: string
  readonly analyzerArn?: string
  readonly updatedAt?: Date
}

export interface Trail {
  readonly kind: 'trail'
  readonly arn: string
  readonly name: string
  readonly homeRegion: string
  readonly isMultiRegion: boolean
  readonly isOrganizationTrail: boolean
  readonly includesGlobalEvents: boolean
  readonly logFileValidation: boolean
  readonly kmsKeyId?: string
  readonly bucket: string
  readonly bucketPrefix?: string
  readonly logGroupArn?: string
  readonly isLogging: Known<boolean>
  readonly managementEvents: Known<'all' | 'read-only' | 'write-only' | 'none' | 'filtered'>
}

export interface MetricFilter {
  readonly logGroupName: string
  readonly filterName: string
  readonly filterPattern: string
  readonly metrics: readonly { readonly namespace: string; readonly name: string }[]
}

export interface Alarm {
  readonly name: string
  /** Undefined where the answer has no ARN. */
  readonly region?: string
  readonly namespace: string
  readonly metricName: string
  readonly actionsEnabled: boolean
  readonly actions: readonly string[]
}

export interface OutboundFederation {
  readonly enabled: boolean
}

export interface DelegationRequest {
  readonly kind: 'delegation-request'
  readonly id: string
  readonly state: string
  readonly description?: string
  readonly createdAt?: Date
  readonly expiresAt?: Date
}
