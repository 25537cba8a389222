import { awsManagedPolicyName } from '../aws-managed-policy.ts'
import { awsCommand } from '../command.ts'
import { awsConfig, cis, securityHub } from '../frameworks.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { type Grantee, granteesOf, granteeWords, grantsOf } from './principals-of.ts'

const attachedArnOf = (grantee: Grantee): string | undefined => {
  const grants = grantsOf(grantee)
  if (grants.state === 'unknown') return undefined
  return grants.value.attachedPolicies.find(({ arn }) => awsManagedPolicyName(arn) === 'AWSCloudShellFullAccess')?.arn
}

export const cloudshellFullAccessAttached = defineRule({
  id: 'cloudshell-full-access-attached',
  family: 'users-and-groups',
  title: 'AWSCloudShellFullAccess is attached',
  severity: 'medium',
  frameworks: [
    ...cis(null, { v20: '1.22', v30: '1.22', v40: '1.22', v50: '1.21', v60: '2.21', v70: '2.20' }),
    ...securityHub('IAM.27'),
    ...awsConfig('iam-policy-blacklisted-check'),
  ],
  rationale:
    'The policy allows uploads and downloads through CloudShell, a machine with access to the Internet: data leaves the account by a way that no network control sees.',
  remediation:
    'Attach a policy that allows CloudShell without `cloudshell:GetFileDownloadUrls` and `cloudshell:GetFileUploadUrls`, and detach this one.',
  needs: ['account-authorization-details'],
  subjects: granteesOf,
  evaluate(grantee) {
    const grants = grantsOf(grantee)
    if (grants.state === 'unknown') return unknown(grants.reason)
    const policyArn = attachedArnOf(grantee)
    if (policyArn === undefined) return pass
    return fail(`${granteeWords(grantee)} has AWSCloudShellFullAccess attached.`, { evidence: { policyArn } })
  },
  commands: (grantee) => {
    const policyArn = attachedArnOf(grantee)
    if (policyArn === undefined) return []
    return [
      awsCommand(`iam detach-${grantee.kind}-policy`, {
        [`${grantee.kind}-name`]: grantee.name,
        'policy-arn': policyArn,
      }),
    ]
  },
})
