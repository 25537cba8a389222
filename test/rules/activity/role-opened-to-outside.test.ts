import { known } from '#shared/facts/known.ts'
import { roleOpenedToOutside } from '#shared/rules/activity/role-opened-to-outside.ts'
import { heartbeats, iamCall } from '#test/support/activity.ts'
import { describeActivityRule, watchedAccount, withItsPolicies } from '#test/support/describe-activity-rule.ts'

const month = heartbeats('2026-03-02', '2026-03-31')
const trusting = (AWS: string): string =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }] })
const updated = (AWS: string, time = '2026-03-20') =>
  iamCall(time, 'UpdateAssumeRolePolicy', { roleName: 'app', policyDocument: trusting(AWS) })

describeActivityRule(roleOpenedToOutside, {
  now: '2026-04-01',
  pass: [
    { name: 'to the account itself', events: [...month, updated('arn:aws:iam::111111111111:root')] },
    { name: 'before the window', events: [...month, updated('222222222222', '2026-03-01T23:59')] },
    {
      name: 'to an account of the configuration',
      events: [...month, updated('222222222222')],
      configuration: { knownAccounts: ['222222222222'] },
    },
    {
      name: 'to an account of the organization',
      events: [...month, updated('222222222222')],
      account: watchedAccount({
        organizationAccounts: known([{ id: '222222222222', name: 'sandbox', state: 'ACTIVE' }]),
      }),
    },
    {
      name: 'refused',
      events: [
        ...month,
        iamCall(
          '2026-03-20',
          'UpdateAssumeRolePolicy',
          { roleName: 'app', policyDocument: trusting('222222222222') },
          { errorCode: 'AccessDenied' },
        ),
      ],
    },
  ],
  fail: [
    {
      name: 'another account',
      events: [updated('222222222222')],
      message: 'admin let account 222222222222 assume role app on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
      severity: 'high',
    },
    {
      name: 'anyone, by a role that was made so',
      events: [iamCall('2026-03-20', 'CreateRole', { roleName: 'app', assumeRolePolicyDocument: trusting('*') })],
      message: 'admin let anyone assume role app on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
      severity: 'critical',
    },
  ],
  notApplicable: [
    {
      name: 'the policies themselves are in the evidence',
      account: withItsPolicies(),
      events: [updated('222222222222')],
    },
  ],
})
