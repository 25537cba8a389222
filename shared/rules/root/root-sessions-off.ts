import { awsCommand } from '../command.ts'
import { cis } from '../frameworks.ts'
import { fail } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { judgeOrganizationFeature } from './organization-feature.ts'

export const rootSessionsOff = defineRule({
  id: 'root-sessions-off',
  family: 'root',
  title: 'The organization has no privileged root sessions for its members',
  severity: 'low',
  frameworks: cis(null, { v70: '2.1.1' }),
  rationale:
    'Without RootSessions the few tasks that need a member’s root, such as unlocking a bucket policy, need a root password in that member again.',
  remediation: 'Turn on the feature RootSessions in the management account, and alarm on every AssumeRoot.',
  needs: ['organizations-features', 'organization'],
  subjects: (account) => [account],
  evaluate: (account) =>
    judgeOrganizationFeature(account, 'rootSessions', () =>
      fail('Privileged root sessions (RootSessions) are off in the organization.', {
        evidence: { rootSessions: false },
      }),
    ),
  commands: () => [awsCommand('iam enable-organizations-root-sessions')],
})
