import { quarantinePolicyAttached } from '#shared/rules/activity/quarantine-policy-attached.ts'
import { heartbeats, iamCall, userIdentity } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const quarter = heartbeats('2026-01-01', '2026-03-31')
const policy = (name: string, owner = 'aws') => ({ userName: 'ann', policyArn: `arn:aws:iam::${owner}:policy/${name}` })

describeActivityRule(quarantinePolicyAttached, {
  now: '2026-04-01',
  pass: [
    {
      name: 'another policy',
      events: [...quarter, iamCall('2026-03-20', 'AttachUserPolicy', policy('ReadOnlyAccess'))],
    },
    {
      name: 'a policy of one’s own with that name',
      events: [
        ...quarter,
        iamCall('2026-03-20', 'AttachUserPolicy', policy('AWSCompromisedKeyQuarantineV2', '111111111111')),
      ],
    },
  ],
  fail: [
    {
      name: 'V2',
      events: [iamCall('2026-03-20', 'AttachUserPolicy', policy('AWSCompromisedKeyQuarantineV2'))],
      message:
        'AWSCompromisedKeyQuarantineV2 was attached to ann on 2026-03-20 10:00:00 UTC from 192.0.2.10. AWS does this when it finds a key in public.',
    },
    {
      name: 'V1, and detached',
      events: [
        iamCall('2026-03-20', 'AttachUserPolicy', policy('AWSCompromisedKeyQuarantine')),
        iamCall('2026-03-21', 'DetachUserPolicy', policy('AWSCompromisedKeyQuarantine')),
      ],
      message:
        'AWSCompromisedKeyQuarantine was attached to ann on 2026-03-20 10:00:00 UTC from 192.0.2.10; it was detached by admin on 2026-03-21 10:00:00 UTC. AWS does this when it finds a key in public.',
    },
    {
      name: 'as AWS did it first: an inline policy, by the identity of the user',
      events: [
        iamCall(
          '2026-03-20',
          'PutUserPolicy',
          { userName: 'ann', policyName: 'AWSCompromisedKeyQuarantine' },
          { userIdentity: userIdentity('ann') },
        ),
      ],
      message:
        'AWSCompromisedKeyQuarantine was attached to ann on 2026-03-20 10:00:00 UTC from 192.0.2.10. AWS does this when it finds a key in public.',
    },
    {
      name: 'only detached in this log',
      events: [iamCall('2026-03-21', 'DetachUserPolicy', policy('AWSCompromisedKeyQuarantineV3'))],
      message:
        'AWSCompromisedKeyQuarantineV3 was detached from ann by admin on 2026-03-21 10:00:00 UTC. AWS does this when it finds a key in public.',
    },
  ],
})
