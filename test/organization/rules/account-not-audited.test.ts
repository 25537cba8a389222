import { accountNotAudited } from '#shared/organization/rules/account-not-audited.ts'
import { describeOrganizationRule } from '#test/support/describe-organization-rule.ts'
import { idOf, organizationFacts } from '#test/support/organization.ts'

describeOrganizationRule(accountNotAudited, [
  { name: 'all audited', facts: organizationFacts(3), told: [] },
  {
    name: 'a role that is not there',
    facts: organizationFacts(3, { failures: { 2: 'The role could not be assumed (AccessDenied).' } }),
    told: [
      [
        'fail',
        idOf(2),
        `Account account-2 (${idOf(2)}) was not audited. The role could not be assumed (AccessDenied).`,
      ],
    ],
  },
  {
    name: 'a worker that said nothing',
    facts: organizationFacts(2, { silent: [2] }),
    told: [
      [
        'fail',
        idOf(2),
        `Account account-2 (${idOf(2)}) was not audited. No worker told of the account; its execution in the state machine says why.`,
      ],
    ],
  },
  { name: 'row 32: a closed account', facts: organizationFacts(2, { states: { 2: 'CLOSED' } }), told: [] },
  {
    name: 'row 32: a state that nobody knows',
    facts: organizationFacts(2, { states: { 2: 'FROZEN' } }),
    told: [
      [
        'fail',
        idOf(2),
        `Account account-2 (${idOf(2)}) was not audited. The account has the state FROZEN, which is not known here; it was not audited.`,
      ],
    ],
  },
])
