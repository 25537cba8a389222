import { credentialMadeOutsideDeployment } from '#shared/rules/activity/credential-made-outside-deployment.ts'
import { heartbeats, iamCall, roleIdentity } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const month = heartbeats('2026-03-02', '2026-03-31')
const configuration = {
  rules: new Map([
    [credentialMadeOutsideDeployment.id, { parameters: { deploymentRoles: ['arn:aws:iam::*:role/deploy*'] } }],
  ]),
}
const made = (role: string) =>
  iamCall('2026-03-20', 'CreateAccessKey', { userName: 'bob' }, { userIdentity: roleIdentity(role) })

describeActivityRule(credentialMadeOutsideDeployment, {
  now: '2026-04-01',
  pass: [{ name: 'by the role', configuration, events: [...month, made('deploy-iam')] }],
  fail: [
    {
      name: 'by another',
      configuration,
      events: [made('admin')],
      message:
        'admin made an access key for bob on 2026-03-20 10:00:00 UTC from 192.0.2.10, outside the deployment role.',
    },
  ],
  notApplicable: [{ name: 'no role is configured', events: [made('admin')] }],
})
