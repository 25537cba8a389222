import { administratorPolicyAttachedInLog } from '#shared/rules/activity/administrator-policy-attached-in-log.ts'
import { event, heartbeats, iamCall } from '#test/support/activity.ts'
import { describeActivityRule, withItsPolicies } from '#test/support/describe-activity-rule.ts'

const month = heartbeats('2026-03-02', '2026-03-31')
const admin = 'arn:aws:iam::aws:policy/AdministratorAccess'
const ALL = JSON.stringify({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } })
const IAM = JSON.stringify({ Statement: { Effect: 'Allow', Action: ['iam:*'], Resource: '*' } })
const version = (setAsDefault: boolean) =>
  iamCall('2026-03-20', 'CreatePolicyVersion', {
    policyArn: 'arn:aws:iam::111111111111:policy/app',
    policyDocument: ALL,
    setAsDefault,
  })
const permissionSet = event('2026-03-20', {
  eventSource: 'sso.amazonaws.com',
  eventName: 'AttachManagedPolicyToPermissionSet',
  requestParameters: { permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1', managedPolicyArn: admin },
  readOnly: false,
})
const toBob = (policyArn: string, time = '2026-03-20') =>
  iamCall(time, 'AttachUserPolicy', { userName: 'bob', policyArn })

describeActivityRule(administratorPolicyAttachedInLog, {
  now: '2026-04-01',
  pass: [
    { name: 'a policy to read', events: [...month, toBob('arn:aws:iam::aws:policy/ReadOnlyAccess')] },
    {
      name: 'a customer policy of that name',
      events: [...month, toBob('arn:aws:iam::111111111111:policy/AdministratorAccess')],
    },
    {
      name: 'a policy for one service',
      events: [...month, toBob('arn:aws:iam::aws:policy/AdministratorAccess-Amplify')],
    },
    {
      name: 'an inline policy for one service',
      events: [
        ...month,
        iamCall('2026-03-20', 'PutUserPolicy', { userName: 'bob', policyDocument: ALL.replace('"*"', '"s3:*"') }),
      ],
    },
    { name: 'a version that is not in force', events: [...month, version(false)] },
    { name: 'before the window', events: [...month, toBob(admin, '2026-03-01T23:59')] },
    {
      name: 'detached',
      events: [...month, iamCall('2026-03-20', 'DetachUserPolicy', { userName: 'bob', policyArn: admin })],
    },
  ],
  fail: [
    {
      name: 'a user',
      events: [toBob(admin)],
      message: 'admin attached AdministratorAccess to user bob on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
      severity: 'high',
    },
    {
      name: 'a role, in China',
      events: [
        iamCall('2026-03-20', 'AttachRolePolicy', {
          roleName: 'app',
          policyArn: 'arn:aws-cn:iam::aws:policy/IAMFullAccess',
        }),
      ],
      message: 'admin attached IAMFullAccess to role app on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
    {
      name: 'a group',
      events: [iamCall('2026-03-20', 'AttachGroupPolicy', { groupName: 'staff', policyArn: admin })],
      message: 'admin attached AdministratorAccess to group staff on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
    {
      name: 'an inline policy that gives all',
      events: [iamCall('2026-03-20', 'PutUserPolicy', { userName: 'bob', policyName: 'debug', policyDocument: ALL })],
      message:
        'admin gave all permissions (inline policy debug) to user bob on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
    {
      name: 'an inline policy that gives all of IAM',
      events: [iamCall('2026-03-20', 'PutRolePolicy', { roleName: 'app', policyName: 'p', policyDocument: IAM })],
      message:
        'admin gave all permissions on IAM (inline policy p) to role app on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
    {
      name: 'a version in force',
      events: [version(true)],
      message: 'admin gave all permissions to policy app on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
    {
      name: 'a permission set, though the policies of this account are in the evidence',
      account: withItsPolicies(),
      events: [permissionSet],
      message: 'ann attached AdministratorAccess to permission set ps-1 on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
  ],
  notApplicable: [
    {
      name: 'the policies themselves are in the evidence',
      account: withItsPolicies(),
      events: [toBob(admin)],
    },
  ],
})
