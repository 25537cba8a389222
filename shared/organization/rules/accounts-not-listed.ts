import { fail, pass } from '#shared/rules/outcome.ts'
import { type OrganizationRule, wholeOrganization } from '../organization-rule.ts'

export const accountsNotListed: OrganizationRule = {
  id: 'organization-accounts-not-listed',
  title: 'The list of the organization’s accounts is not whole',
  severity: 'high',
  rationale: 'Accounts that are not in the list are not audited, and nobody knows which they are.',
  remediation:
    'Start the run again; if it comes back, look at organizations:ListAccounts in the account of the auditor.',
  judge: (facts) => [
    {
      subject: wholeOrganization(facts),
      outcome:
        facts.cutShort === null
          ? pass
          : fail(
              `After ${facts.results.length} accounts the list of accounts ended before its end. ${facts.cutShort}`,
              {
                evidence: { accountsListed: facts.results.length },
              },
            ),
    },
  ],
}
