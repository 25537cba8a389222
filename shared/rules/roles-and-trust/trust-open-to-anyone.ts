import type { TrustGrant } from '#shared/permissions/trust.ts'
import { trustGrantsOf } from '#shared/permissions/trust.ts'
import { restricts } from '#shared/permissions/trust-conditions.ts'
import { fail, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { editTrustCommands, statementWords, unreadTrustOf } from './role-words.ts'

/** No condition says who may come; an external id, an address or MFA do not. */
const isOpen = (grant: TrustGrant): boolean =>
  (grant.party.kind === 'anyone' || grant.party.kind === 'everyone-but') && grant.conditions.callers.length === 0

const conditionKeysOf = ({ conditions }: TrustGrant): readonly string[] =>
  conditions.required.filter(restricts).map(({ key }) => key)

export const trustOpenToAnyone = defineRule({
  id: 'trust-open-to-anyone',
  family: 'roles-and-trust',
  title: 'The trust policy of a role lets anyone in',
  severity: 'critical',
  frameworks: [],
  rationale:
    'With `*` as principal every AWS account in the world can assume the role; a condition that does not name the caller only makes it harder to guess.',
  remediation: 'Name the accounts or roles that need it, or limit `*` by aws:PrincipalOrgID.',
  needs: ['account-authorization-details'],
  subjects: (account) => account.roles,
  evaluate(role) {
    const open = trustGrantsOf(role).filter(isOpen)
    const free = open.find((grant) => conditionKeysOf(grant).length === 0)
    const worst = free ?? open[0]
    if (!worst) return unreadTrustOf(role) ?? pass
    const keys = conditionKeysOf(worst)
    const who = worst.party.kind === 'everyone-but' ? 'everyone but those that NotPrincipal lists' : 'anyone'
    const how =
      keys.length === 0 ? 'without a condition' : `with conditions that do not name the caller (${keys.join(', ')})`
    return fail(`Role ${role.name} can be assumed by ${who}, ${how} (${statementWords(worst)} of its trust policy).`, {
      ...(keys.length === 0 ? {} : { severity: 'high' as const }),
      evidence: { statement: worst.statementIndex, actions: [...worst.actions], conditionKeys: [...keys] },
    })
  },
  commands: editTrustCommands,
})
