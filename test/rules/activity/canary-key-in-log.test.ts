import { canaryKeyInLog } from '#shared/rules/activity/canary-key-in-log.ts'
import { heartbeats } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'
import { keyCall } from './key-log.ts'

const quarter = heartbeats('2026-01-01', '2026-03-31')
const configuration = { rules: new Map([[canaryKeyInLog.id, { parameters: { users: ['bo*'] } }]]) }

describeActivityRule(canaryKeyInLog, {
  now: '2026-04-01',
  pass: [{ name: 'before the window', configuration, events: [...quarter, keyCall('2025-12-31T23:59')] }],
  fail: [
    {
      name: 'a refused call',
      configuration,
      events: [keyCall('2026-03-20', { errorCode: 'AccessDenied', eventName: 'GetCallerIdentity' })],
      message:
        'Access key AKIAONE of bot is a canary that nobody should use, and called GetCallerIdentity with aws-cli from 192.0.2.0/24, last on 2026-03-20 10:00:00 UTC.',
    },
  ],
  notApplicable: [{ name: 'no canary', events: [keyCall('2026-03-20')] }],
})
