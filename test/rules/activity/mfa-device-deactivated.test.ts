import { mfaDeviceDeactivated } from '#shared/rules/activity/mfa-device-deactivated.ts'
import { event, heartbeats, iamCall, rootIdentity, userIdentity } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const month = heartbeats('2026-03-02', '2026-03-31')
const device = { userName: 'ann', serialNumber: 'arn:aws:iam::111111111111:mfa/ann' }

describeActivityRule(mfaDeviceDeactivated, {
  now: '2026-04-01',
  pass: [
    { name: 'only enabled', events: [...month, iamCall('2026-03-20', 'EnableMFADevice', device)] },
    {
      name: 'refused',
      events: [...month, iamCall('2026-03-20', 'DeactivateMFADevice', device, { errorCode: 'AccessDenied' })],
    },
    { name: 'before the window', events: [...month, iamCall('2026-03-01T23:59', 'DeactivateMFADevice', device)] },
  ],
  fail: [
    {
      name: 'by somebody',
      events: [iamCall('2026-03-20', 'DeactivateMFADevice', device)],
      message:
        'An MFA device of ann was taken away by admin on 2026-03-20 10:00:00 UTC from 192.0.2.10; none was enabled since.',
      severity: 'high',
    },
    {
      name: 'by themselves, for another',
      events: [
        iamCall('2026-03-20', 'DeactivateMFADevice', device, { userIdentity: userIdentity('ann') }),
        iamCall('2026-03-20T10:01', 'EnableMFADevice', device, { userIdentity: userIdentity('ann') }),
      ],
      message:
        'An MFA device of ann was taken away by ann on 2026-03-20 10:00:00 UTC from 192.0.2.10; another was enabled since.',
      severity: 'low',
    },
    {
      name: 'row 67: enabled before, delivered after',
      events: [iamCall('2026-03-20', 'DeactivateMFADevice', device), iamCall('2026-03-19', 'EnableMFADevice', device)],
      message:
        'An MFA device of ann was taken away by admin on 2026-03-20 10:00:00 UTC from 192.0.2.10; none was enabled since.',
    },
    {
      name: 'the device of the root user',
      events: [
        iamCall(
          '2026-03-20',
          'DeactivateMFADevice',
          { serialNumber: 'arn:aws:iam::111111111111:mfa/root-account-mfa-device' },
          { userIdentity: rootIdentity },
        ),
      ],
      message:
        'An MFA device of <root_account> was taken away by root on 2026-03-20 10:00:00 UTC from 192.0.2.10; none was enabled since.',
    },
    {
      name: 'of a person in IAM Identity Center',
      events: [
        event('2026-03-20', {
          eventSource: 'sso-directory.amazonaws.com',
          eventName: 'DeleteMfaDeviceForUser',
          requestParameters: { user: { userId: '90676-1', directoryId: 'd-9067000000' }, mfaDeviceId: 'm-1' },
          readOnly: false,
        }),
      ],
      message:
        'An MFA device of Identity Center user 90676-1 was taken away by ann on 2026-03-20 10:00:00 UTC from 192.0.2.10; none was enabled since.',
      severity: 'high',
    },
  ],
})
