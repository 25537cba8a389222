import { ACCOUNT_ID, HOME_REGION } from '#samples/account-tables/company.ts'
import { roleArn } from './account.ts'
import { uniqueId, uuid } from './identifiers.ts'

const event = (about: string, time: string, more: object): object => ({
  eventVersion: '1.11',
  eventTime: time,
  awsRegion: HOME_REGION,
  eventID: uuid(`oddity/${about}`),
  recipientAccountId: ACCOUNT_ID,
  ...more,
})

/** What CloudTrail delivers beside calls: by the day of the file they stand in. */
export const oddEvents: ReadonlyMap<string, readonly object[]> = new Map([
  [
    '2026-09-03',
    [
      event('key rotation', '2026-09-03T03:14:09Z', {
        userIdentity: { accountId: ACCOUNT_ID, invokedBy: 'AWS Internal' },
        eventSource: 'kms.amazonaws.com',
        eventName: 'RotateKey',
        sourceIPAddress: 'AWS Internal',
        userAgent: 'AWS Internal',
        requestParameters: null,
        responseElements: null,
        readOnly: false,
        eventType: 'AwsServiceEvent',
        managementEvent: true,
        eventCategory: 'Management',
        serviceEventDetails: { keyId: 'b1f0d4c7-29ae-4e18-9a63-7d05c8e2f641' },
      }),
    ],
  ],
  [
    '2026-10-14',
    [
      // A call of a service's console that no IAM action stands for.
      event('unmapped', '2026-10-14T11:20:31Z', {
        userIdentity: {
          type: 'AssumedRole',
          principalId: `${uniqueId('AROA', 'fleet-launcher-lambda')}:fleet-launcher`,
          arn: `arn:aws:sts::${ACCOUNT_ID}:assumed-role/fleet-launcher-lambda/fleet-launcher`,
          accountId: ACCOUNT_ID,
          sessionContext: {
            sessionIssuer: {
              type: 'Role',
              principalId: uniqueId('AROA', 'fleet-launcher-lambda'),
              arn: roleArn('fleet-launcher-lambda'),
              accountId: ACCOUNT_ID,
              userName: 'fleet-launcher-lambda',
            },
          },
        },
        eventSource: 'fleetplanner.amazonaws.com',
        eventName: 'ReserveCapacityPreview',
        sourceIPAddress: '192.0.2.61',
        userAgent: 'aws-sdk-js/3.901.0',
        requestParameters: { fleet: 'routing' },
        responseElements: null,
        readOnly: false,
        eventType: 'AwsApiCall',
        managementEvent: true,
        eventCategory: 'Management',
      }),
      // Not what CloudTrail promises: one record that cannot be read, among many that can.
      {
        eventVersion: 1.11,
        userIdentity: 'arn:aws:iam::123456789012:user/nobody',
        eventTime: 1_791_975_600,
        eventSource: ['s3.amazonaws.com'],
        eventName: null,
      },
    ],
  ],
])

/** Delivered under its own prefix, beside the trail's files. */
export const insightEvents: readonly object[] = ['Start', 'End'].map((state, index) =>
  event(`insight ${state}`, `2026-11-09T02:${34 + index * 6}:00Z`, {
    eventType: 'AwsCloudTrailInsight',
    eventCategory: 'Insight',
    sharedEventID: uuid('oddity/insight'),
    insightDetails: {
      state,
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      insightType: 'ApiCallRateInsight',
      insightContext: { statistics: { baseline: { average: 0.014 }, insight: { average: 3.2 }, insightDuration: 5 } },
    },
  }),
)
