import { trailStoppedOrNarrowed } from '#shared/rules/activity/trail-stopped-or-narrowed.ts'
import { event, heartbeats, roleIdentity } from '#test/support/activity.ts'
import type { JsonObject } from '#shared/facts/json.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const quarter = heartbeats('2026-01-01', '2026-03-31')
const call = (time: string, eventName: string, requestParameters: JsonObject, more = {}) =>
  event(time, {
    eventSource: 'cloudtrail.amazonaws.com',
    eventName,
    requestParameters,
    readOnly: false,
    userIdentity: roleIdentity('admin'),
    ...more,
  })
const arn = 'arn:aws:cloudtrail:us-east-1:111111111111:trail/main'
const select = (...eventSelectors: readonly JsonObject[]) =>
  call('2026-03-20', 'PutEventSelectors', { trailName: 'main', eventSelectors })

describeActivityRule(trailStoppedOrNarrowed, {
  now: '2026-04-01',
  pass: [
    { name: 'nothing', events: quarter },
    { name: 'started', events: [...quarter, call('2026-03-20', 'StartLogging', { name: arn })] },
    {
      name: 'all events selected',
      events: [...quarter, select({ readWriteType: 'All', includeManagementEvents: true })],
    },
    {
      name: 'reads and writes in two selectors',
      events: [...quarter, select({ readWriteType: 'ReadOnly' }, { readWriteType: 'WriteOnly' })],
    },
    {
      name: 'widened',
      events: [...quarter, call('2026-03-20', 'UpdateTrail', { name: arn, isMultiRegionTrail: true })],
    },
    { name: 'before the window', events: [...quarter, call('2025-12-31T23:59', 'StopLogging', { name: arn })] },
  ],
  fail: [
    {
      name: 'pointed to a bucket: whose it is, the log does not say',
      events: [call('2026-03-20', 'UpdateTrail', { name: arn, s3BucketName: 'logs-2' })],
      message: 'Trail main was pointed to bucket logs-2 by admin on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
      severity: 'low',
    },
    {
      name: 'pointed to a bucket after it was narrowed: the graver is told',
      events: [
        call('2026-03-20', 'UpdateTrail', { name: arn, isMultiRegionTrail: false }),
        call('2026-03-21', 'UpdateTrail', { name: arn, s3BucketName: 'logs-2' }),
      ],
      message: 'Trail main was narrowed to one Region by admin on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
      severity: 'critical',
    },
    {
      name: 'stopped',
      events: [call('2026-03-20', 'StopLogging', { name: arn })],
      message: 'Trail main was stopped by admin on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
      severity: 'critical',
    },
    {
      name: 'stopped and started',
      events: [
        call('2026-03-20', 'StopLogging', { name: 'main' }),
        call('2026-03-20T11:00', 'StartLogging', { name: arn }),
      ],
      message:
        'Trail main was stopped by admin on 2026-03-20 10:00:00 UTC from 192.0.2.10, and started again on 2026-03-20 11:00:00 UTC.',
      severity: 'high',
    },
    {
      name: 'deleted',
      events: [call('2026-03-20', 'DeleteTrail', { name: 'gone' })],
      message: 'Trail gone was deleted by admin on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
    {
      name: 'no management events',
      events: [select({ readWriteType: 'All', includeManagementEvents: false })],
      message: 'Trail main was left without management events by admin on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
    {
      name: 'advanced: writes only',
      events: [
        call('2026-03-20', 'PutEventSelectors', {
          trailName: arn,
          advancedEventSelectors: [
            {
              name: 'writes',
              fieldSelectors: [
                { field: 'eventCategory', equals: ['Management'] },
                { field: 'readOnly', equals: ['false'] },
              ],
            },
          ],
        }),
      ],
      message: 'Trail main was narrowed to writing calls by admin on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
    {
      name: 'one Region',
      events: [call('2026-03-20', 'UpdateTrail', { name: arn, isMultiRegionTrail: false })],
      message: 'Trail main was narrowed to one Region by admin on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
    {
      name: 'tried',
      events: [call('2026-03-20', 'StopLogging', { name: arn }, { errorCode: 'AccessDenied' })],
      message:
        'admin tried, without success, to have trail main stopped, last on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
      severity: 'medium',
    },
  ],
})
