import { fail, notApplicable, pass, type Outcome } from '#shared/rules/outcome.ts'
import type { OrganizationFacts } from '../organization-facts.ts'
import { accountSubject, type OrganizationRule, someIds } from '../organization-rule.ts'
import { type TrustedAccount, trustedAccountsOf } from './trusts.ts'

const MOST_ACCOUNTS = 10

const standsAbove = ({ organization }: OrganizationFacts, id: string): boolean =>
  organization !== undefined &&
  (organization.managementAccountId === id || (organization.delegatedAdministrators ?? []).includes(id))

const judge = (trusted: TrustedAccount, name: string, facts: OrganizationFacts): Outcome => {
  const { id, powerfulIn } = trusted
  if (standsAbove(facts, id)) return notApplicable('the management account or a delegated administrator')
  if (powerfulIn.length <= MOST_ACCOUNTS) return pass
  return fail(
    `Account ${name} can make itself administrator in ${powerfulIn.length} other accounts; the limit is ${MOST_ACCOUNTS}.`,
    {
      evidence: { example: trusted.example, ...someIds(powerfulIn) },
    },
  )
}

export const hubAccount: OrganizationRule = {
  id: 'organization-account-administers-many',
  title: 'A member account can administer many others',
  severity: 'medium',
  rationale:
    'Whoever takes over that one account has all the others; it deserves the guard of the management account, and often it is somebody’s build server.',
  remediation:
    'Narrow the roles that trust the account to what it does there, or make it a delegated administrator and guard it as such.',
  judge: (facts) => {
    const members = new Map(facts.results.map(({ account }) => [account.id, account]))
    return trustedAccountsOf(facts).flatMap((trusted) => {
      const member = members.get(trusted.id)
      if (member === undefined) return []
      const subject = accountSubject(member)
      return [{ subject, outcome: judge(trusted, subject.name, facts) }]
    })
  },
}
