import { isOlderThan, isoDate } from '#shared/facts/instant.ts'
import { mapKnown } from '#shared/facts/known.ts'
import { awsCommand } from '../command.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'

export const policyUnused = defineRule({
  id: 'policy-unused',
  family: 'policies',
  title: 'A customer-managed policy is attached to nothing',
  severity: 'low',
  frameworks: [],
  rationale: 'A policy that nobody has is attached one day by somebody who trusts its name and does not read it.',
  remediation: 'Delete it; its text stays in the version control of whoever wrote it.',
  needs: ['account-authorization-details'],
  parameters: { graceDays: days(30, 'Days since the last change of a policy before it counts as unused.') },
  subjects: (account) =>
    mapKnown(account.policies, (policies) => policies.filter(({ managedBy }) => managedBy === 'customer')),
  evaluate(policy, { now, parameters: { graceDays } }) {
    if (policy.attachmentCount > 0 || policy.permissionsBoundaryUsageCount > 0) return pass
    const changedAt = policy.updatedAt ?? policy.createdAt
    if (changedAt === undefined) return unknown('when the policy was last changed is not told')
    if (!isOlderThan(changedAt, graceDays, now)) return pass
    return fail(`Policy ${policy.name} is attached to nothing, and was last changed on ${isoDate(changedAt)}.`, {
      since: changedAt,
      evidence: { attachmentCount: 0, changedAt: changedAt.toISOString() },
    })
  },
  commands: ({ arn, versions }) => [
    ...versions
      .filter(({ isDefault }) => !isDefault)
      .map(({ versionId }) => awsCommand('iam delete-policy-version', { 'policy-arn': arn, 'version-id': versionId })),
    awsCommand('iam delete-policy', { 'policy-arn': arn }),
  ],
})
