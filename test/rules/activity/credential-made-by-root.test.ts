import { credentialMadeByRoot } from '#shared/rules/activity/credential-made-by-root.ts'
import { heartbeats, iamCall, rootIdentity } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const quarter = heartbeats('2026-01-01', '2026-03-31')
const root = { userIdentity: { ...rootIdentity, invokedBy: 'signin.amazonaws.com' } }

describeActivityRule(credentialMadeByRoot, {
  now: '2026-04-01',
  pass: [
    { name: 'by a role', events: [...quarter, iamCall('2026-03-20', 'CreateAccessKey', { userName: 'ann' })] },
    {
      name: 'refused',
      events: [
        ...quarter,
        iamCall('2026-03-20', 'CreateAccessKey', {}, { ...root, errorCode: 'LimitExceededException' }),
      ],
    },
    { name: 'before the window', events: [...quarter, iamCall('2025-12-31T23:59', 'CreateAccessKey', {}, root)] },
  ],
  fail: [
    {
      name: 'for itself',
      events: [
        iamCall(
          '2026-03-20',
          'CreateAccessKey',
          {},
          { ...root, responseElements: { accessKey: { accessKeyId: 'AKIANEW' } } },
        ),
      ],
      message: 'The root user made access key AKIANEW for itself on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
    {
      name: 'for a user',
      events: [iamCall('2026-03-20', 'CreateLoginProfile', { userName: 'ann' }, root)],
      message: 'The root user made a console password for ann on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
  ],
})
