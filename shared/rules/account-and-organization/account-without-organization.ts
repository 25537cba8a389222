import { awsConfig, securityHub } from '../frameworks.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'

export const accountWithoutOrganization = defineRule({
  id: 'account-without-organization',
  family: 'account-and-organization',
  title: 'The account is in no organization',
  severity: 'low',
  frameworks: [...securityHub('Account.2'), ...awsConfig('account-part-of-organizations')],
  rationale:
    'Without an organization there are no service control policies, no organization trail, no central root access: nothing stands above the account’s administrators.',
  remediation: 'Invite the account into the company’s organization, or make one.',
  needs: ['organization'],
  subjects: (account) => [account],
  evaluate({ organization }) {
    if (organization.state === 'unknown') return unknown(organization.reason)
    if (organization.value !== 'none') return pass
    return fail('The account belongs to no organization of AWS Organizations.')
  },
})
