import type { AccountFacts } from '#shared/facts/account.ts'
import { parseArn } from '#shared/facts/arn.ts'
import { sortedUnique } from '#shared/facts/order.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { type PolicyInPlace, permissionPoliciesOf, unreadPartOf } from './policies-in-place.ts'

const principalArns = new WeakMap<AccountFacts, ReadonlySet<string>>()
const principalArnsOf = (account: AccountFacts): ReadonlySet<string> => {
  const made = principalArns.get(account)
  if (made) return made
  const arns = new Set<string>()
  if (account.users.state === 'known') for (const { arn } of account.users.value) arns.add(arn)
  if (account.roles.state === 'known') for (const { arn } of account.roles.value) arns.add(arn)
  principalArns.set(account, arns)
  return arns
}

/** Users and roles of this account by their whole ARN, without wildcards and variables. */
const namedPrincipalsOf = ({ document }: PolicyInPlace, accountId: string): readonly string[] => {
  if (document.state === 'unreadable') return []
  const resources = document.statements.flatMap((statement) => [
    ...(statement.resources ?? []),
    ...(statement.notResources ?? []),
  ])
  return sortedUnique(
    resources.filter((text) => {
      const arn = parseArn(text)
      return arn?.service === 'iam' && arn.account === accountId && /^(?:user|role)\/[^*?$]+$/u.test(arn.resource)
    }),
  )
}

const SHOWN = 3

export const policyNamesMissingPrincipal = defineRule({
  id: 'policy-names-missing-principal',
  family: 'policies',
  title: 'A policy names a user or role that does not exist',
  severity: 'low',
  frameworks: [],
  rationale:
    'A policy names users and roles by ARN, not by id: who may make a role of that name gets what the policy has kept for it.',
  remediation: 'Take the ARN out of the policy.',
  needs: ['account-authorization-details'],
  failsByAbsence: true,
  subjects: permissionPoliciesOf,
  evaluate(policy, { account }) {
    if (account.id.state === 'unknown') return unknown(account.id.reason)
    const named = namedPrincipalsOf(policy, account.id.value)
    if (named.length === 0) return unreadPartOf(policy) ?? pass
    if (account.users.state === 'unknown') return unknown(account.users.reason)
    if (account.roles.state === 'unknown') return unknown(account.roles.reason)
    const present = principalArnsOf(account)
    const missing = named.filter((arn) => !present.has(arn))
    if (missing.length === 0) return unreadPartOf(policy) ?? pass
    const more = missing.length > SHOWN ? ` and ${missing.length - SHOWN} more` : ''
    return fail(
      `${policy.label} names ${missing.slice(0, SHOWN).join(', ')}${more}, which ${missing.length === 1 ? 'does' : 'do'} not exist.`,
      {
        evidence: { missing },
      },
    )
  },
  commands: (policy) => policy.commands(),
})
