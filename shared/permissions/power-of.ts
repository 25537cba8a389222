import { isRootArn } from '#shared/facts/arn.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import type { AccessLevel } from '#shared/catalogue/actions.ts'
import { holdsLevel } from './access-levels.ts'
import { accountIndexOf } from './account-index.ts'
import { administratorOf } from './administrator.ts'
import { effectivePermissionsOf } from './effective-permissions.ts'
import { escalationsOf } from './escalation.ts'

/** The most that a principal can do, in one word. */
export type Power = 'administrator' | 'escalates' | 'permissions-management' | 'writes' | 'reads' | 'none' | 'unknown'

const BY_LEVEL: readonly (readonly [Power, readonly AccessLevel[]])[] = [
  ['permissions-management', ['Permissions management']],
  ['writes', ['Write', 'Tagging']],
  ['reads', ['Read', 'List']],
]

const judge = (principalArn: string, account: AccountFacts): Power => {
  if (isRootArn(principalArn)) return 'administrator'
  const principal = accountIndexOf(account).principals.get(principalArn)
  if (principal === undefined) return 'unknown'
  const permissions = effectivePermissionsOf(principal, account)
  if (permissions.state === 'unknown') return 'unknown'
  if (administratorOf(permissions.value) !== 'no') return 'administrator'
  const escalations = escalationsOf(principal, account)
  if (escalations.state === 'known' && escalations.value.some(({ kind }) => kind === 'open')) return 'escalates'
  // A policy that could not be read may give more than all that was.
  if (permissions.value.missing.length > 0) return 'unknown'
  const found = BY_LEVEL.find(([, levels]) => holdsLevel(permissions.value, levels))
  return found?.[0] ?? 'none'
}

const memory = new WeakMap<AccountFacts, Map<string, Power>>()

/** For the risk number. `unknown` for a principal that the evidence does not have, or whose policies could not all be read. */
export const powerOf = (principalArn: string, account: AccountFacts): Power => {
  let ofAccount = memory.get(account)
  if (ofAccount === undefined) memory.set(account, (ofAccount = new Map()))
  const known = ofAccount.get(principalArn)
  if (known !== undefined) return known
  const power = judge(principalArn, account)
  ofAccount.set(principalArn, power)
  return power
}
