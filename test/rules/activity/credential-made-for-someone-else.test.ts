import { credentialMadeForSomeoneElse } from '#shared/rules/activity/credential-made-for-someone-else.ts'
import { heartbeats, iamCall, userIdentity } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const month = heartbeats('2026-03-02', '2026-03-31')
const byAnn = { userIdentity: userIdentity('ann') }

describeActivityRule(credentialMadeForSomeoneElse, {
  now: '2026-04-01',
  pass: [
    {
      name: 'for oneself, named',
      events: [...month, iamCall('2026-03-20', 'CreateAccessKey', { userName: 'Ann' }, byAnn)],
    },
    { name: 'for oneself, not named', events: [...month, iamCall('2026-03-20', 'CreateAccessKey', {}, byAnn)] },
    { name: 'by a role', events: [...month, iamCall('2026-03-20', 'CreateAccessKey', { userName: 'bob' })] },
    {
      name: 'by whose task it is',
      events: [...month, iamCall('2026-03-20', 'CreateAccessKey', { userName: 'bob' }, byAnn)],
      configuration: {
        rules: new Map([[credentialMadeForSomeoneElse.id, { parameters: { issuers: ['arn:*:user/ann'] } }]]),
      },
    },
    {
      name: 'a key put out of use',
      events: [...month, iamCall('2026-03-20', 'UpdateAccessKey', { userName: 'bob', status: 'Inactive' }, byAnn)],
    },
    {
      name: 'refused',
      events: [
        ...month,
        iamCall('2026-03-20', 'CreateAccessKey', { userName: 'bob' }, { ...byAnn, errorCode: 'AccessDenied' }),
      ],
    },
  ],
  fail: [
    {
      name: 'for another user',
      events: [iamCall('2026-03-20', 'CreateAccessKey', { userName: 'bob' }, byAnn)],
      message: 'ann made an access key for bob on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
    {
      name: 'names that are one the other’s beginning',
      events: [iamCall('2026-03-20', 'UploadSSHPublicKey', { userName: 'anna' }, byAnn)],
      message: 'ann made an SSH public key for anna on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
    {
      name: 'an inactive key put back into use',
      events: [iamCall('2026-03-20', 'UpdateAccessKey', { userName: 'bob', status: 'Active' }, byAnn)],
      message: 'ann made an inactive access key work again for bob on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
    {
      name: 'a new password of a credential that was there',
      events: [iamCall('2026-03-20', 'ResetServiceSpecificCredential', { userName: 'bob' }, byAnn)],
      message:
        'ann made a new password of a service-specific credential for bob on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
  ],
})
