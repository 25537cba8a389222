import { consoleSignInWithoutMfa } from '#shared/rules/activity/console-sign-in-without-mfa.ts'
import { heartbeats, roleIdentity, rootIdentity, signIn } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const month = heartbeats('2026-03-02', '2026-03-31')

describeActivityRule(consoleSignInWithoutMfa, {
  now: '2026-04-01',
  pass: [
    { name: 'with MFA, in small letters', events: [...month, signIn('2026-03-20', { mfa: 'yes' })] },
    { name: 'with MFA, in capitals', events: [...month, signIn('2026-03-20', { mfa: 'YES' })] },
    { name: 'a failed one', events: [...month, signIn('2026-03-20', { mfa: 'No', result: 'Failure' })] },
    {
      name: 'row 66: federated through a role',
      events: [...month, signIn('2026-03-20', { mfa: 'No', userIdentity: roleIdentity('AWSReservedSSO_x') })],
    },
    {
      name: 'federated by SAML',
      events: [
        ...month,
        signIn('2026-03-20', {
          additionalEventData: { MFAUsed: 'No', SamlProviderArn: 'arn:aws:iam::111111111111:saml-provider/idp' },
        }),
      ],
    },
    {
      name: 'root has its own rule',
      events: [...month, signIn('2026-03-20', { mfa: 'No', userIdentity: rootIdentity })],
    },
    { name: 'before the window', events: [...month, signIn('2026-03-01T23:59', { mfa: 'No' })] },
  ],
  fail: [
    {
      name: 'No',
      events: [signIn('2026-03-20', { mfa: 'No' })],
      message: 'ann signed in to the console without MFA on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
    {
      name: 'NO, beside one with MFA',
      events: [signIn('2026-03-20', { mfa: 'NO' }), signIn('2026-03-21')],
      message: 'ann signed in to the console without MFA on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
  ],
  unknown: [
    {
      name: 'row 66: absent is not no',
      events: [...month, signIn('2026-03-20', { mfa: '' })],
      reason: 'the log does not tell whether the sign-in on 2026-03-20 10:00:00 UTC from 192.0.2.10 was with MFA',
    },
  ],
})
