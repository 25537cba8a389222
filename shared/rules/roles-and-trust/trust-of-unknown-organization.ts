import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { editTrustCommands, POWER_WORDS, rolePowerOf, unreadTrustOf } from './role-words.ts'
import { namesOrganization, otherOrganizationsOf } from './trusted-organizations.ts'

export const trustOfUnknownOrganization = defineRule({
  id: 'trust-of-unknown-organization',
  family: 'roles-and-trust',
  title: 'A role trusts every account of another organization',
  severity: 'medium',
  frameworks: [],
  rationale:
    'A wildcard with aws:PrincipalOrgID lets in every user and role of that organization. If it is not the own one, strangers decide who comes in, in accounts that do not exist yet as well.',
  remediation:
    'Put the id of your own organization into the condition, or name the accounts and roles that need it. Name an organization that is meant in the rule’s parameter `expected`.',
  needs: ['account-authorization-details', 'organization'],
  parameters: { expected: words([], 'Ids of organizations, besides the own one, whose accounts may come in.') },
  subjects: (account) => account.roles,
  evaluate(role, { account, parameters: { expected } }) {
    const found = otherOrganizationsOf(role, account)
    if (found.state === 'unknown') {
      return unknown(
        `whether the organization that role ${role.name} trusts is the own one is not known: ${found.reason}`,
      )
    }
    const strangers = found.value.filter((id) => !expected.includes(id))
    if (strangers.length === 0) {
      return unreadTrustOf(role) ?? (namesOrganization(role) ? pass : notApplicable('no organization is trusted'))
    }
    const power = rolePowerOf(role, account)
    const isPowerful = power.state === 'known' && power.value !== 'limited'
    const which = strangers.length === 1 ? 'organization' : 'organizations'
    return fail(
      `Role ${role.name} trusts every account of ${which} ${strangers.join(', ')}${isPowerful ? `, and ${POWER_WORDS[power.value]}` : ''}.`,
      {
        ...(isPowerful ? { severity: 'high' as const } : {}),
        evidence: { organizations: strangers, power: power.state === 'known' ? power.value : 'unknown' },
        ...(role.createdAt === undefined ? {} : { since: role.createdAt }),
      },
    )
  },
  commands: editTrustCommands,
})
