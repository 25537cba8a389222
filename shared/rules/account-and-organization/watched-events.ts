import { formatArn } from '#shared/facts/arn.ts'
import type { JsonObject } from '#shared/facts/json.ts'
import { parseFilterPattern, selects } from './filter-pattern.ts'

/** What an alarm should wake for, said by examples: events that its filter has to select, and calm ones that it must not. */
export interface WatchedEvents {
  /** For a sentence: `use of the root user`. */
  readonly what: string
  readonly samples: readonly { readonly label: string; readonly event: JsonObject }[]
  readonly calm: readonly JsonObject[]
  /** The trail must record reads too, not only writes. */
  readonly includesReads: boolean
}

const ACCOUNT = '111111111111'
const arnOf = (resource: string): string =>
  formatArn({ partition: 'aws', service: 'iam', region: '', account: ACCOUNT, resource })

const identity = (type: string): JsonObject => ({
  type,
  principalId: 'EXAMPLE',
  accountId: ACCOUNT,
  arn: arnOf(type === 'Root' ? 'root' : 'user/alice'),
  ...(type === 'IAMUser' ? { userName: 'alice' } : {}),
})

const apiCall = (type: string, eventSource: string, eventName: string): JsonObject => ({
  eventVersion: '1.11',
  userIdentity: identity(type),
  eventSource,
  eventName,
  awsRegion: 'us-east-1',
  sourceIPAddress: '192.0.2.1',
  userAgent: 'aws-cli/2',
  eventType: 'AwsApiCall',
  managementEvent: true,
  readOnly: eventName.startsWith('List') || eventName.startsWith('Get') || eventName.startsWith('Describe'),
  eventCategory: 'Management',
  recipientAccountId: ACCOUNT,
})

const signIn = (type: string, mfaUsed: 'Yes' | 'No', result: 'Success' | 'Failure'): JsonObject => ({
  ...apiCall(type, 'signin.amazonaws.com', 'ConsoleLogin'),
  eventType: 'AwsConsoleSignIn',
  readOnly: false,
  responseElements: { ConsoleLogin: result },
  additionalEventData: {
    LoginTo: 'https://console.aws.amazon.com/console/home',
    MobileVersion: 'No',
    MFAUsed: mfaUsed,
  },
  ...(result === 'Failure' ? { errorMessage: 'Failed authentication' } : {}),
})

const ordinary = [
  apiCall('IAMUser', 'ec2.amazonaws.com', 'DescribeInstances'),
  apiCall('AssumedRole', 'iam.amazonaws.com', 'ListUsers'),
]

export const ROOT_USE: WatchedEvents = {
  what: 'use of the root user',
  samples: [
    { label: 'a console sign-in of root', event: signIn('Root', 'Yes', 'Success') },
    { label: 'an API call of root', event: apiCall('Root', 'iam.amazonaws.com', 'CreateUser') },
    { label: 'a read by root', event: apiCall('Root', 's3.amazonaws.com', 'ListBuckets') },
  ],
  calm: [...ordinary, signIn('IAMUser', 'Yes', 'Success')],
  includesReads: true,
}

export const SIGN_IN_WITHOUT_MFA: WatchedEvents = {
  what: 'console sign-ins without MFA',
  samples: [{ label: 'a sign-in of an IAM user without MFA', event: signIn('IAMUser', 'No', 'Success') }],
  calm: [...ordinary, signIn('IAMUser', 'Yes', 'Success')],
  includesReads: false,
}

export const SIGN_IN_FAILURE: WatchedEvents = {
  what: 'failed console sign-ins',
  samples: [{ label: 'a sign-in that failed', event: signIn('IAMUser', 'No', 'Failure') }],
  calm: [...ordinary, signIn('IAMUser', 'Yes', 'Success')],
  includesReads: false,
}

const IAM_CHANGES = [
  'AttachGroupPolicy',
  'AttachRolePolicy',
  'AttachUserPolicy',
  'CreatePolicy',
  'CreatePolicyVersion',
  'DeleteGroupPolicy',
  'DeletePolicy',
  'DeletePolicyVersion',
  'DeleteRolePolicy',
  'DeleteUserPolicy',
  'DetachGroupPolicy',
  'DetachRolePolicy',
  'DetachUserPolicy',
  'PutGroupPolicy',
  'PutRolePolicy',
  'PutUserPolicy',
]

export const IAM_POLICY_CHANGE: WatchedEvents = {
  what: 'changes of IAM policies',
  samples: IAM_CHANGES.map((label) => ({ label, event: apiCall('IAMUser', 'iam.amazonaws.com', label) })),
  calm: ordinary,
  includesReads: false,
}

/**
 * Labels of the samples that a filter pattern selects; none if it also selects calm events, because an alarm on everything is one
 * that nobody reads. `undefined`: the pattern cannot be judged.
 */
export const samplesSelectedBy = (filterPattern: string, watched: WatchedEvents): readonly string[] | undefined => {
  if (filterPattern.trim() === '') return []
  const pattern = parseFilterPattern(filterPattern)
  if (!pattern) return undefined
  if (watched.calm.some((event) => selects(pattern, event))) return []
  return watched.samples.flatMap(({ label, event }) => (selects(pattern, event) ? [label] : []))
}
