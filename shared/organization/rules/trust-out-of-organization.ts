import { plural } from '#shared/facts/plural.ts'
import { fail, notApplicable, type Outcome, unknown } from '#shared/rules/outcome.ts'
import { inAccounts, accountSubject, type OrganizationRule, someIds, wholeOrganization } from '../organization-rule.ts'
import { type TrustedAccount, trustedAccountsOf, withoutTrusts } from './trusts.ts'

const words = ({ roles, trustedBy, powerfulIn }: TrustedAccount): string =>
  `${plural(roles, 'role')} in ${plural(trustedBy.length, 'account')}${powerfulIn.length === 0 ? '' : `, in ${powerfulIn.length} of them an administrator`}`

const judgeOutside = (trusted: TrustedAccount, isWhole: boolean): Outcome => {
  if (!isWhole)
    return unknown(`The list of accounts is not whole, so account ${trusted.id} may be one of the organization.`)
  return fail(`Account ${trusted.id}, which is not in the organization, is trusted by ${words(trusted)}.`, {
    severity: trusted.powerfulIn.length > 0 ? 'high' : 'medium',
    evidence: { roles: trusted.roles, example: trusted.example, ...someIds(trusted.trustedBy) },
  })
}

export const trustOutOfOrganization: OrganizationRule = {
  id: 'organization-trust-to-outside',
  title: 'Roles trust an account that is outside of the organization, or closed',
  severity: 'medium',
  rationale:
    'A vendor who was let in once, account by account, is found only when all accounts are looked at together; so is the closed account that many still trust.',
  remediation:
    'Ask who the account belongs to. Name it in `knownAccounts` of the configuration if it is meant, else take it out of every trust policy.',
  judge: (facts, { knownAccounts }) => {
    const members = new Map(facts.results.map((result) => [result.account.id, result]))
    const verdicts = trustedAccountsOf(facts).flatMap((trusted) => {
      const member = members.get(trusted.id)
      const subject = { type: 'outside-account', identity: trusted.id, name: trusted.id } as const
      if (member === undefined && trusted.id === facts.organization?.managementAccountId) return []
      if (member === undefined)
        return knownAccounts.includes(trusted.id)
          ? [{ subject, outcome: notApplicable('a known account') }]
          : [{ subject, outcome: judgeOutside(trusted, facts.cutShort === null) }]
      if (member.state !== 'closed') return []
      const message = `Account ${accountSubject(member.account).name} is ${member.account.state} and still trusted by ${words(trusted)}.`
      const evidence = { roles: trusted.roles, example: trusted.example, ...someIds(trusted.trustedBy) }
      return [{ subject, outcome: fail(message, { evidence }) }]
    })
    const dark = withoutTrusts(facts)
    if (dark === 0) return verdicts
    const gap = unknown(`${inAccounts(dark)} it is not known whom the roles trust.`)
    return [...verdicts, { subject: wholeOrganization(facts), outcome: gap }]
  },
}
