import { awsCommand } from '../command.ts'
import { cis } from '../frameworks.ts'
import { fail } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { judgeOrganizationFeature } from './organization-feature.ts'

export const centralRootManagementOff = defineRule({
  id: 'central-root-management-off',
  family: 'root',
  title: 'The organization does not manage root credentials of its members centrally',
  severity: 'medium',
  frameworks: cis(null, { v70: '2.1.1' }),
  rationale:
    'Without RootCredentialsManagement every member account keeps a root password that somebody can reset by mail, and nobody can remove it from outside.',
  remediation:
    'Turn on trusted access for IAM and the feature RootCredentialsManagement in the management account, then sweep the members for credentials that are left.',
  needs: ['organizations-features', 'organization'],
  subjects: (account) => [account],
  evaluate: (account) =>
    judgeOrganizationFeature(account, 'rootCredentialsManagement', () =>
      fail('Central management of root credentials (RootCredentialsManagement) is off in the organization.', {
        evidence: { rootCredentialsManagement: false },
      }),
    ),
  commands: () => [
    awsCommand('organizations enable-aws-service-access', { 'service-principal': 'iam.amazonaws.com' }),
    awsCommand('iam enable-organizations-root-credentials-management'),
  ],
})
