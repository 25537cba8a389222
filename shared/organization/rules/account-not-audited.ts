import { fail, notApplicable, pass } from '#shared/rules/outcome.ts'
import { accountSubject, type OrganizationRule } from '../organization-rule.ts'

export const accountNotAudited: OrganizationRule = {
  id: 'organization-account-not-audited',
  title: 'An account of the organization could not be audited',
  severity: 'high',
  rationale:
    'What nobody looks at is where the forgotten key is. An account that joined after the roll-out of the role is the usual case.',
  remediation:
    'Deploy the member role there: by the StackSet for members, by a stack of its own in the management account, which no service-managed StackSet reaches.',
  judge: ({ results }) =>
    results.map((result) => ({
      subject: accountSubject(result.account),
      outcome:
        result.state === 'audited'
          ? pass
          : result.state === 'closed'
            ? notApplicable(result.reason)
            : fail(`Account ${accountSubject(result.account).name} was not audited. ${result.reason}`, {
                evidence: { state: result.account.state, reason: result.reason },
              }),
    })),
}
