import { isJsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'
import { administrationGiven } from './administration-given.ts'
import type { Attribution } from './attribution.ts'
import { type ChangeKind, changeKindOf } from './change-kind.ts'
import { type CallOutcome, SIGN_IN } from './outcome.ts'
import { outsidersTrusted } from './outsiders-trusted.ts'
import { selectedManagementEvents } from './selected-management-events.ts'
import { clipValue } from './value-set.ts'

/** Records that rules judge one by one, kept whole (the latest of each kind and principal) beside the sums. */
export type OccurrenceKind = 'root sign-in' | 'root call' | 'privileged task' | 'sign-in' | ChangeKind

export type MfaMark = 'yes' | 'no' | 'unknown'

export interface Occurrence {
  readonly kind: OccurrenceKind
  /** Milliseconds since the epoch; undefined when the record is undated. */
  readonly at: number | undefined
  readonly eventID: string
  readonly principalType: string
  readonly principalArn: string
  readonly account: string
  readonly region: string
  readonly eventSource: string
  readonly eventName: string
  readonly outcome: CallOutcome
  readonly sourceAddress: string
  readonly userAgent: string
  readonly accessKeyId: string
  readonly mfa: MfaMark
  /** Parameters that say what it was done to: user, role, policy, trail, target account, task policy, key id. */
  readonly details: Readonly<Record<string, string>>
}

/** A record may be of several kinds: a key that root made is a root call and a credential change. */
export const occurrenceKindsOf = (record: TrailRecord, attribution: Attribution): readonly OccurrenceKind[] => {
  const isRoot = attribution.principal.type === 'Root' && attribution.invokedBy === ''
  if (record.eventSource === SIGN_IN) return [isRoot ? 'root sign-in' : 'sign-in']
  const kinds: OccurrenceKind[] = []
  if (isRoot) kinds.push(attribution.privilegedTask ? 'privileged task' : 'root call')
  const change = changeKindOf(record.eventSource, record.eventName ?? '')
  if (change) kinds.push(change)
  return kinds
}

const PARAMETERS = [
  'userName',
  'roleName',
  'groupName',
  'policyArn',
  'policyName',
  'accessKeyId',
  'serialNumber',
  'serviceName',
  'status',
  'name',
  'trailName',
  'targetPrincipal',
  'url',
  'sAMLProviderArn',
  'openIDConnectProviderArn',
  'isMultiRegionTrail',
  'includeGlobalServiceEvents',
  'enableLogFileValidation',
  's3BucketName',
  'passwordResetRequired',
  'setAsDefault',
  'managedPolicyArn',
  'permissionSetArn',
  'directoryId',
]

export const detailsOf = (record: TrailRecord): Readonly<Record<string, string>> => {
  const details = new Map<string, string>()
  const parameters = record.requestParameters
  for (const name of PARAMETERS) put(details, name, at(parameters, name))
  if (record.eventName === 'PutEventSelectors') put(details, 'managementEvents', selectedManagementEvents(parameters))
  // CloudTrail leaves out parameters of more than 100 kB, and says so.
  put(details, 'parametersOmitted', at(parameters, 'omitted'))
  put(details, 'userId', at(parameters, 'userId') ?? at(at(parameters, 'user'), 'userId'))
  put(details, 'outsidersTrusted', outsidersTrustedBy(record))
  put(details, 'administrationGiven', administrationGivenBy(record))
  put(details, 'taskPolicyArn', at(at(parameters, 'taskPolicyArn'), 'arn') ?? at(parameters, 'taskPolicyArn'))
  put(details, 'newAccessKeyId', at(at(record.responseElements, 'accessKey'), 'accessKeyId'))
  put(details, 'newAccessKeyUserName', at(at(record.responseElements, 'accessKey'), 'userName'))
  put(details, 'sessionAccessKeyId', at(at(record.responseElements, 'credentials'), 'accessKeyId'))
  put(details, 'mfaUsed', at(record.additionalEventData, 'MFAUsed'))
  put(details, 'mfaIdentifier', at(record.additionalEventData, 'MFAIdentifier'))
  put(details, 'samlProviderArn', at(record.additionalEventData, 'SamlProviderArn'))
  put(details, 'switchFrom', at(record.additionalEventData, 'SwitchFrom'))
  put(details, 'errorCode', record.errorCode)
  put(details, 'errorMessage', record.errorMessage)
  put(details, 'identityType', record.userIdentity?.type)
  put(details, 'identityName', record.userIdentity?.userName)
  put(details, 'assumedBy', record.userIdentity?.sessionContext?.sourceIdentity)
  return Object.fromEntries(details)
}

const outsidersTrustedBy = ({ eventName, requestParameters, recipientAccountId }: TrailRecord): string | undefined => {
  const policy = at(requestParameters, eventName === 'CreateRole' ? 'assumeRolePolicyDocument' : 'policyDocument')
  if (typeof policy !== 'string' || (eventName !== 'CreateRole' && eventName !== 'UpdateAssumeRolePolicy'))
    return undefined
  return outsidersTrusted(policy, recipientAccountId ?? '')?.join(' ')
}

const WRITES_PERMISSIONS = /^(?:Put(?:User|Role|Group)Policy|CreatePolicy(?:Version)?|PutInlinePolicyToPermissionSet)$/

const administrationGivenBy = ({ eventName = '', requestParameters }: TrailRecord): string | undefined => {
  if (!WRITES_PERMISSIONS.test(eventName)) return undefined
  const policy = at(requestParameters, 'policyDocument') ?? at(requestParameters, 'inlinePolicy')
  return typeof policy === 'string' ? administrationGiven(policy) : undefined
}

const put = (details: Map<string, string>, name: string, value: JsonValue | undefined): void => {
  if (typeof value === 'string' && value !== '') details.set(name, clipValue(value))
  else if (typeof value === 'boolean') details.set(name, String(value))
}

const at = (value: JsonValue | undefined, name: string): JsonValue | undefined =>
  isJsonObject(value) ? ownProperty(value, name) : undefined

/** A sign-in says so in `MFAUsed` ("Yes", "YES", "No"); a call in its session's `mfaAuthenticated`. Absent is unknown, not no. */
export const mfaMarkOf = (record: TrailRecord): MfaMark => {
  const used = record.eventSource === SIGN_IN ? at(record.additionalEventData, 'MFAUsed') : undefined
  const mark = typeof used === 'string' ? used : record.userIdentity?.sessionContext?.attributes?.mfaAuthenticated
  switch (mark?.toLowerCase()) {
    case 'yes':
    case 'true':
      return 'yes'
    case 'no':
    case 'false':
      return 'no'
    default:
      return 'unknown'
  }
}
