import type { TrustGrant } from '#shared/permissions/trust.ts'
import { fail, notApplicable, pass } from '../outcome.ts'
import { words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { editTrustCommands, statementWords, unreadTrustOf } from './role-words.ts'
import { trustedAccountsOf } from './trusted-accounts.ts'

/** Services bring neither an external id nor MFA. */
const isAsked = ({ party }: TrustGrant): boolean => party.kind !== 'service'

export const crossAccountTrustWithoutExternalId = defineRule({
  id: 'cross-account-trust-without-external-id',
  yieldsTo: ['trust-of-unknown-account'],
  family: 'roles-and-trust',
  title: 'A role trusts an account outside of the organization without an external id or MFA',
  severity: 'medium',
  frameworks: [],
  rationale:
    'A vendor who serves many customers can be talked into using the role for another customer; the external id ties the role to one of them. For people of another account MFA does the same.',
  remediation:
    'Ask the vendor for the external id of your tenancy and require it with sts:ExternalId; require aws:MultiFactorAuthPresent where people come.',
  needs: ['account-authorization-details', 'organization', 'organization-accounts'],
  parameters: {
    vendors: words(
      [],
      'Ids of accounts that serve others too: an external id is asked for although `knownAccounts` names them.',
    ),
  },
  subjects: (account) => account.roles,
  evaluate(role, { account, configuration, parameters: { vendors } }) {
    const outside = trustedAccountsOf(role, account, configuration).filter(
      ({ id, place }) => place === 'outside' || place === 'perhaps-outside' || vendors.includes(id),
    )
    if (outside.length === 0)
      return unreadTrustOf(role) ?? notApplicable('no account outside of the organization is trusted')
    const open = outside.flatMap(({ id, grants }) =>
      grants.flatMap((grant) =>
        isAsked(grant) && grant.conditions.externalIds.length === 0 && !grant.conditions.mfa ? [{ id, grant }] : [],
      ),
    )
    const [first] = open
    if (!first) return unreadTrustOf(role) ?? pass
    const ids = [...new Set(open.map(({ id }) => id))]
    return fail(
      `Role ${role.name} trusts ${ids.length === 1 ? 'account' : 'accounts'} ${ids.join(', ')} without an external id or MFA (${statementWords(first.grant)} of its trust policy).`,
      { evidence: { accounts: ids, statement: first.grant.statementIndex } },
    )
  },
  commands: editTrustCommands,
})
