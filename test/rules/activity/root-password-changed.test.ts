import { rootPasswordChanged } from '#shared/rules/activity/root-password-changed.ts'
import { heartbeats, rootIdentity, signIn } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const change = (time: string, eventName: string, result = 'Success') =>
  signIn(time, { userIdentity: rootIdentity, eventName, responseElements: { [eventName]: result } })
const month = heartbeats('2026-03-02', '2026-03-31')

describeActivityRule(rootPasswordChanged, {
  now: '2026-04-01',
  pass: [{ name: 'a sign-in', events: [...month, signIn('2026-03-20', { userIdentity: rootIdentity })] }],
  fail: [
    {
      name: 'changed',
      events: [
        change('2026-03-20', 'PasswordRecoveryRequested'),
        change('2026-03-20T10:05', 'PasswordRecoveryCompleted'),
      ],
      message:
        'The password or mail address of the root user was changed or its recovery asked for (PasswordRecoveryRequested, PasswordRecoveryCompleted), last on 2026-03-20 10:05:00 UTC from 192.0.2.10.',
      severity: 'critical',
    },
    {
      name: 'only tried',
      events: [change('2026-03-20', 'PasswordUpdated', 'Failure')],
      message:
        'Somebody tried, without success, to change the password or mail address of the root user (PasswordUpdated), last on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
      severity: 'high',
    },
  ],
})
