import type { JsonObject, JsonValue } from './json.ts'

/**
 * One CloudTrail event as delivered, every field optional because AWS omits fields by event kind
 * (CloudTrail user guide, "CloudTrail record contents"). Only the fields that the profile needs are kept.
 */
export interface TrailRecord {
  readonly eventVersion?: string
  readonly eventTime?: string
  readonly eventSource?: string
  readonly eventName?: string
  readonly eventType?: string
  readonly eventCategory?: string
  readonly eventID?: string
  readonly sharedEventID?: string
  readonly awsRegion?: string
  readonly recipientAccountId?: string
  readonly sourceIPAddress?: string
  readonly userAgent?: string
  readonly errorCode?: string
  readonly errorMessage?: string
  readonly readOnly?: boolean
  readonly managementEvent?: boolean
  readonly vpcEndpointId?: string
  readonly userIdentity?: TrailIdentity
  readonly requestParameters?: JsonValue
  readonly responseElements?: JsonValue
  readonly additionalEventData?: JsonValue
  readonly serviceEventDetails?: JsonValue
  readonly addendum?: JsonValue
  readonly resources?: readonly TrailResource[]
}

export interface TrailIdentity {
  readonly type?: string
  readonly principalId?: string
  readonly arn?: string
  readonly accountId?: string
  readonly accessKeyId?: string
  readonly userName?: string
  readonly invokedBy?: string
  /** A third party that acts with delegated access. */
  readonly invokedByDelegate?: { readonly accountId?: string }
  readonly sessionContext?: {
    readonly sessionIssuer?: {
      readonly type?: string
      readonly principalId?: string
      readonly arn?: string
      readonly accountId?: string
      readonly userName?: string
    }
    readonly webIdFederationData?: JsonObject
    readonly attributes?: { readonly creationDate?: string; readonly mfaAuthenticated?: string }
    readonly assumedRoot?: string | boolean
    readonly sourceIdentity?: string
  }
  readonly onBehalfOf?: JsonObject
  readonly identityProvider?: string
}

export interface TrailResource {
  readonly arn?: string
  readonly arnPrefix?: string
  readonly accountId?: string
  readonly type?: string
}
