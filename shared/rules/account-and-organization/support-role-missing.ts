import { awsCommand } from '../command.ts'
import { awsConfig, cis, securityHub } from '../frameworks.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { holdersOf } from './policy-holders.ts'

export const supportRoleMissing = defineRule({
  id: 'support-role-missing',
  family: 'account-and-organization',
  title: 'Nobody holds AWSSupportAccess',
  severity: 'low',
  frameworks: [
    ...cis('1.17', { v50: '1.16', v60: '2.16', v70: '2.15' }),
    ...securityHub('IAM.18'),
    ...awsConfig('iam-policy-in-use'),
  ],
  rationale:
    'In an incident somebody has to open a case with AWS; without a role for it that is done with administrator or root credentials.',
  remediation: 'Make a role for incident responders and attach AWSSupportAccess to it.',
  needs: ['account-authorization-details'],
  failsByAbsence: true,
  subjects: (account) => [account],
  evaluate(account) {
    const holders = holdersOf(account, 'AWSSupportAccess')
    if (holders.state === 'unknown') return unknown(holders.reason)
    return holders.value.length > 0
      ? pass
      : fail('AWSSupportAccess is attached to no role, group or user.', { evidence: { policy: 'AWSSupportAccess' } })
  },
  commands: (account) => [
    awsCommand('iam attach-role-policy', {
      'role-name': 'support',
      'policy-arn': `arn:${account.partition}:iam::aws:policy/AWSSupportAccess`,
    }),
  ],
})
