import { awsCommand } from '../command.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { holdersOf } from './policy-holders.ts'

export const securityAuditRoleMissing = defineRule({
  id: 'security-audit-role-missing',
  family: 'account-and-organization',
  title: 'Nobody holds SecurityAudit',
  severity: 'info',
  frameworks: [],
  rationale: 'An auditor without a read-only role is given more than reading.',
  remediation: 'Make a role for auditors and attach SecurityAudit to it.',
  needs: ['account-authorization-details'],
  failsByAbsence: true,
  subjects: (account) => [account],
  evaluate(account) {
    const holders = holdersOf(account, 'SecurityAudit')
    if (holders.state === 'unknown') return unknown(holders.reason)
    return holders.value.length > 0
      ? pass
      : fail('SecurityAudit is attached to no role, group or user.', { evidence: { policy: 'SecurityAudit' } })
  },
  commands: (account) => [
    awsCommand('iam attach-role-policy', {
      'role-name': 'security-audit',
      'policy-arn': `arn:${account.partition}:iam::aws:policy/SecurityAudit`,
    }),
  ],
})
