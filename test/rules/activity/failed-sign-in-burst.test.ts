import { failedSignInBurst } from '#shared/rules/activity/failed-sign-in-burst.ts'
import { heartbeats, signIn } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const month = heartbeats('2026-03-02', '2026-03-31')
const failed = (...minutes: readonly number[]) =>
  minutes.map((minute) => signIn(`2026-03-20T10:${String(minute).padStart(2, '0')}`, { result: 'Failure' }))

describeActivityRule(failedSignInBurst, {
  now: '2026-04-01',
  pass: [
    { name: 'none', events: month },
    { name: 'four in ten minutes', events: failed(0, 1, 2, 10) },
    { name: 'five in eleven minutes', events: failed(0, 1, 2, 3, 11) },
    {
      name: 'five before the window',
      events: [...month, ...failed(0, 1, 2, 3, 4).map((one) => ({ ...one, eventTime: '2026-03-01T23:59:00Z' }))],
    },
  ],
  fail: [
    {
      name: 'five in exactly ten minutes',
      events: failed(0, 1, 2, 3, 10),
      message: 'At least 5 sign-ins of ann failed within 10 minutes from 2026-03-20 10:00:00 UTC, from 192.0.2.10.',
      severity: 'medium',
    },
    {
      name: 'and then one succeeded',
      events: [...failed(0, 1, 2, 3, 4), signIn('2026-03-20T10:05')],
      message:
        'At least 5 sign-ins of ann failed within 10 minutes from 2026-03-20 10:00:00 UTC, from 192.0.2.10, and one succeeded on 2026-03-20 10:05:00 UTC.',
      severity: 'high',
    },
    {
      name: 'a success from elsewhere is the user',
      events: [...failed(0, 1, 2, 3, 4), signIn('2026-03-20T10:05', { sourceIPAddress: '198.51.100.1' })],
      message: 'At least 5 sign-ins of ann failed within 10 minutes from 2026-03-20 10:00:00 UTC, from 192.0.2.10.',
      severity: 'medium',
    },
  ],
})
