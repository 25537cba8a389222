import { loginProfileChanged } from '#shared/rules/activity/login-profile-changed.ts'
import { heartbeats, iamCall, userIdentity } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const month = heartbeats('2026-03-02', '2026-03-31')

describeActivityRule(loginProfileChanged, {
  now: '2026-04-01',
  pass: [
    {
      name: 'own password changed',
      events: [...month, iamCall('2026-03-20', 'ChangePassword', {}, { userIdentity: userIdentity('ann') })],
    },
    {
      name: 'set anew by its own user, in the console',
      events: [
        ...month,
        iamCall(
          '2026-03-20',
          'UpdateLoginProfile',
          { userName: 'Ann' },
          { userIdentity: userIdentity('ann', 'ASIAANN') },
        ),
      ],
    },
    { name: 'taken away', events: [...month, iamCall('2026-03-20', 'DeleteLoginProfile', { userName: 'ann' })] },
    {
      name: 'before the window',
      events: [...month, iamCall('2026-03-01T23:59', 'UpdateLoginProfile', { userName: 'ann' })],
    },
  ],
  fail: [
    {
      name: 'set anew with the access key of its own user',
      events: [
        iamCall(
          '2026-03-20',
          'UpdateLoginProfile',
          { userName: 'ann' },
          { userIdentity: userIdentity('ann', 'AKIAANN') },
        ),
      ],
      message:
        'The console password of ann was set anew by ann on 2026-03-20 10:00:00 UTC from 192.0.2.10; it stays valid after the first sign-in.',
      severity: 'high',
    },
    {
      name: 'a first password for oneself',
      events: [
        iamCall(
          '2026-03-20',
          'CreateLoginProfile',
          { userName: 'ann' },
          { userIdentity: userIdentity('ann', 'ASIAANN') },
        ),
      ],
      message:
        'The console password of ann was given by ann on 2026-03-20 10:00:00 UTC from 192.0.2.10; it stays valid after the first sign-in.',
    },
    {
      name: 'set anew, to stay',
      events: [iamCall('2026-03-20', 'UpdateLoginProfile', { userName: 'ann', passwordResetRequired: false })],
      message:
        'The console password of ann was set anew by admin on 2026-03-20 10:00:00 UTC from 192.0.2.10; it stays valid after the first sign-in.',
      severity: 'high',
    },
    {
      name: 'given, for one sign-in',
      events: [iamCall('2026-03-20', 'CreateLoginProfile', { userName: 'ann', passwordResetRequired: true })],
      message:
        'The console password of ann was given by admin on 2026-03-20 10:00:00 UTC from 192.0.2.10; it ends with the first sign-in.',
      severity: 'medium',
    },
  ],
})
