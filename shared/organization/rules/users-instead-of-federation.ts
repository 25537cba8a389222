import { fail, pass, unknown } from '#shared/rules/outcome.ts'
import { auditedOf } from '../organization-facts.ts'
import { inAccounts, type OrganizationRule, someIds, wholeOrganization } from '../organization-rule.ts'

const FEW_ACCOUNTS = 1

export const usersInsteadOfFederation: OrganizationRule = {
  id: 'organization-users-instead-of-federation',
  title: 'People sign in as IAM users in many accounts',
  severity: 'medium',
  rationale:
    'Each account with users of its own is one more place where a leaver must be found. One directory in front of all accounts ends every session at once.',
  remediation:
    'Give people access through IAM Identity Center, account by account, and remove the passwords of their IAM users.',
  judge: (facts) => {
    const audited = auditedOf(facts)
    const subject = wholeOrganization(facts)
    const withUsers = audited.filter(({ card }) => (card.consoleUsers ?? 0) > 0)
    const dark = audited.filter(({ card }) => card.consoleUsers === null)
    const sum = withUsers.reduce((users, { card }) => users + (card.consoleUsers ?? 0), 0)
    const federated = audited.filter(({ card }) => (card.identityProviders ?? 0) > 0).length
    if (withUsers.length > FEW_ACCOUNTS) {
      const message = `${sum} people sign in as IAM users in ${withUsers.length} of ${audited.length} accounts; ${federated} accounts have an identity provider.`
      const ids = withUsers
        .toSorted((a, b) => (b.card.consoleUsers ?? 0) - (a.card.consoleUsers ?? 0))
        .map(({ account }) => account.id)
      return [{ subject, outcome: fail(message, { evidence: { users: sum, federated, ...someIds(ids) } }) }]
    }
    if (dark.length > 0)
      return [{ subject, outcome: unknown(`${inAccounts(dark.length)} it is not known who has a password.`) }]
    return [{ subject, outcome: pass }]
  },
}
