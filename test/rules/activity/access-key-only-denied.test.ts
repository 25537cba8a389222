import { accessKeyOnlyDenied } from '#shared/rules/activity/access-key-only-denied.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'
import { keyCall, keyCalls } from './key-log.ts'

const denied = { errorCode: 'AccessDenied' }
const identity = { eventSource: 'sts.amazonaws.com', eventName: 'GetCallerIdentity' }

describeActivityRule(accessKeyOnlyDenied, {
  now: '2026-04-01',
  pass: [
    { name: 'four denied', events: keyCalls('2026-03-01', '2026-03-04', denied) },
    { name: 'one that was allowed', events: [...keyCalls('2026-03-01', '2026-03-20', denied), keyCall('2026-03-05')] },
    {
      name: 'one that failed for another reason: it was allowed',
      events: [...keyCalls('2026-03-01', '2026-03-20', denied), keyCall('2026-03-05', { errorCode: 'NoSuchBucket' })],
    },
    { name: 'throttled only', events: keyCalls('2026-03-01', '2026-03-20', { errorCode: 'ThrottlingException' }) },
  ],
  fail: [
    {
      name: 'five denied, and who am I',
      events: [...keyCalls('2026-03-01', '2026-03-05', denied), keyCall('2026-03-05', identity)],
      message: 'Access key AKIAONE of bot was denied all that it asked for: ListBuckets.',
    },
  ],
  notApplicable: [{ name: 'long ago', events: keyCalls('2026-01-01', '2026-01-20', denied) }],
})
