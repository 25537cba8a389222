import { foldRecord, skipRecord } from '#shared/activity/fold-record.ts'
import type { RequestsOf } from '#shared/activity/record-row.ts'
import { trailRecordOf } from '#shared/activity/trail-record-of.ts'
import { newUsageProfile, type UsageProfile } from '#shared/activity/usage-profile.ts'
import type { JsonObject } from '#shared/facts/json.ts'
import { ACCOUNT } from './facts.ts'

// Events of a log for tables about activity: a test says only what matters to it.

const requestsOf: RequestsOf = () => ({ actions: [], requests: [], mappedBy: 'unmapped', notes: [] })

export type Event = JsonObject
let made = 0

export const userIdentity = (name: string, accessKeyId?: string): JsonObject => ({
  type: 'IAMUser',
  principalId: `AIDA${name.toUpperCase()}`,
  arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
  accountId: ACCOUNT,
  userName: name,
  ...(accessKeyId === undefined ? {} : { accessKeyId }),
})
export const rootIdentity: JsonObject = {
  type: 'Root',
  principalId: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:root`,
  accountId: ACCOUNT,
}
export const roleIdentity = (name: string): JsonObject => ({
  type: 'AssumedRole',
  principalId: `AROA${name.toUpperCase()}:session`,
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/session`,
  accountId: ACCOUNT,
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: `AROA${name.toUpperCase()}`,
      arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
      accountId: ACCOUNT,
      userName: name,
    },
  },
})

/** `2026-03-31T10:00` or a day: an event at that time, of the reader user unless it says otherwise. */
export const event = (time: string, changes: Event = {}): Event => {
  made += 1
  return {
    eventVersion: '1.10',
    userIdentity: userIdentity('ann', 'AKIAEXAMPLE'),
    eventTime: time.length === 10 ? `${time}T10:00:00Z` : `${time}:00Z`,
    eventSource: 's3.amazonaws.com',
    eventName: 'ListBuckets',
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.10',
    userAgent: 'aws-cli/2.15 Python/3.11',
    eventID: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    ...changes,
  }
}

export const iamCall = (time: string, eventName: string, parameters: JsonObject, changes: Event = {}): Event =>
  event(time, {
    eventSource: 'iam.amazonaws.com',
    eventName,
    requestParameters: parameters,
    readOnly: false,
    userIdentity: roleIdentity('admin'),
    ...changes,
  })

export const signIn = (time: string, changes: Event & { mfa?: string; result?: string } = {}): Event => {
  const { mfa = 'Yes', result = 'Success', ...more } = changes
  return event(time, {
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    userIdentity: userIdentity('ann'),
    readOnly: false,
    additionalEventData: mfa === '' ? {} : { MFAUsed: mfa },
    responseElements: { ConsoleLogin: result },
    ...(result === 'Failure' ? { errorMessage: 'Failed authentication' } : {}),
    ...more,
  })
}

const DAY_MS = 86_400_000
/** One harmless write a day, by a machine's role: a trail that works. */
export const heartbeats = (from: string, to: string, region = 'us-east-1'): readonly Event[] => {
  const events: Event[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS)
    events.push(
      event(new Date(at).toISOString().slice(0, 10), {
        userIdentity: roleIdentity('machine'),
        eventSource: 'ssm.amazonaws.com',
        eventName: 'UpdateInstanceInformation',
        readOnly: false,
        awsRegion: region,
      }),
    )
  return events
}

export const activityOf = (...events: readonly Event[]): UsageProfile => {
  const profile = newUsageProfile()
  for (const one of events) {
    const parsed = trailRecordOf(one)
    if (parsed.state === 'malformed') skipRecord(profile, 'malformed')
    else foldRecord(profile, parsed.record, requestsOf)
  }
  return profile
}
