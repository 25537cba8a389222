import type { Severity } from '../severity.ts'
import { fail, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { editTrustCommands, POWER_WORDS, rolePowerOf, unreadTrustOf } from './role-words.ts'
import { type TrustedAccount, trustedAccountsOf } from './trusted-accounts.ts'

const accountWords = ({ id, place, closed }: TrustedAccount): string => {
  if (closed !== undefined) return `${id} (${closed} in the organization)`
  return place === 'perhaps-outside' ? `${id} (the organization’s accounts were not read)` : `${id} (outside)`
}

const severityOf = (strangers: readonly TrustedAccount[], isPowerful: boolean): Severity => {
  const isCertain = strangers.some(({ place, closed }) => place === 'outside' || closed !== undefined)
  if (isPowerful) return isCertain ? 'high' : 'medium'
  return isCertain ? 'medium' : 'low'
}

export const trustOfUnknownAccount = defineRule({
  id: 'trust-of-unknown-account',
  family: 'roles-and-trust',
  title: 'A role trusts an account that is not known',
  severity: 'medium',
  frameworks: [],
  rationale:
    'Whoever administers the other account decides who comes in. A vendor who has left and a closed account keep their trust until somebody takes it away.',
  remediation:
    'Ask the owner of the role which account this is. Name it in `knownAccounts` of the configuration if it is meant (and a vendor’s in `vendors` of cross-account-trust-without-external-id besides), else take it out of the trust policy.',
  needs: ['account-authorization-details', 'organization', 'organization-accounts'],
  subjects: (account) => account.roles,
  evaluate(role, { account, configuration }) {
    const strangers = trustedAccountsOf(role, account, configuration).filter(
      ({ place, closed }) => closed !== undefined || place === 'outside' || place === 'perhaps-outside',
    )
    if (strangers.length === 0) return unreadTrustOf(role) ?? pass
    const power = rolePowerOf(role, account)
    const isPowerful = power.state === 'known' && power.value !== 'limited'
    const one = strangers.length === 1
    const strength = isPowerful ? `, and ${POWER_WORDS[power.value]}` : ''
    return fail(
      `Role ${role.name} trusts ${one ? 'account' : 'accounts'} ${strangers.map(accountWords).join(', ')}, which ${one ? 'is' : 'are'} not known${strength}.`,
      {
        severity: severityOf(strangers, isPowerful),
        evidence: { accounts: strangers.map(({ id }) => id), power: power.state === 'known' ? power.value : 'unknown' },
        ...(role.createdAt === undefined ? {} : { since: role.createdAt }),
      },
    )
  },
  commands: editTrustCommands,
})
