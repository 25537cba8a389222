import { policyAttachedToSelf } from '#shared/rules/activity/policy-attached-to-self.ts'
import { heartbeats, iamCall, roleIdentity, userIdentity } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const month = heartbeats('2026-03-02', '2026-03-31')
const admin = 'arn:aws:iam::aws:policy/AdministratorAccess'
const byAnn = { userIdentity: userIdentity('ann') }

describeActivityRule(policyAttachedToSelf, {
  now: '2026-04-01',
  pass: [
    {
      name: 'to another user',
      events: [...month, iamCall('2026-03-20', 'AttachUserPolicy', { userName: 'bob', policyArn: admin }, byAnn)],
    },
    {
      name: 'taken away from oneself',
      events: [...month, iamCall('2026-03-20', 'DetachUserPolicy', { userName: 'ann', policyArn: admin }, byAnn)],
    },
    {
      name: 'a role of the user’s name',
      events: [...month, iamCall('2026-03-20', 'AttachRolePolicy', { roleName: 'ann', policyArn: admin }, byAnn)],
    },
    {
      name: 'into quarantine, which AWS did with the identity of the user',
      events: [
        ...month,
        iamCall(
          '2026-03-20',
          'PutUserPolicy',
          { userName: 'ann', policyName: 'AWSCompromisedKeyQuarantine' },
          { userIdentity: userIdentity('ann') },
        ),
      ],
    },
    {
      name: 'before the window',
      events: [...month, iamCall('2026-03-01T23:59', 'AttachUserPolicy', { userName: 'ann', policyArn: admin }, byAnn)],
    },
  ],
  fail: [
    {
      name: 'a user',
      events: [iamCall('2026-03-20', 'AttachUserPolicy', { userName: 'ann', policyArn: admin }, byAnn)],
      message: `ann changed its own permissions (AttachUserPolicy: ${admin}), last on 2026-03-20 10:00:00 UTC from 192.0.2.10.`,
      severity: 'high',
    },
    {
      name: 'a role',
      events: [
        iamCall(
          '2026-03-20',
          'DeleteRolePermissionsBoundary',
          { roleName: 'app' },
          { userIdentity: roleIdentity('app') },
        ),
      ],
      message:
        'app changed its own permissions (DeleteRolePermissionsBoundary), last on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
    {
      name: 'refused',
      events: [
        iamCall(
          '2026-03-20',
          'PutUserPolicy',
          { userName: 'ann', policyName: 'all' },
          { ...byAnn, errorCode: 'AccessDenied' },
        ),
      ],
      message:
        'ann tried to change, and was refused, its own permissions (PutUserPolicy: all), last on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
      severity: 'medium',
    },
  ],
})
