import type { AccountFacts } from '#shared/facts/account.ts'
import type { User } from '#shared/facts/principal.ts'
import { administratorOf } from '#shared/permissions/administrator.ts'
import { effectivePermissionsOf } from '#shared/permissions/effective-permissions.ts'
import { powerOf } from '#shared/permissions/power-of.ts'
import { awsCommand } from '../command.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { passwordOf, usersWithKnownPasswordOf } from '../subjects-of.ts'
import { unreadBoundaryOf } from '../unread-boundary.ts'
import { mfaEvidence, mfaOf } from './mfa-words.ts'
import { lastSignInWords, passwordEvidence } from './password-words.ts'

/** Asked of an administrator's sign-in without MFA: does the power itself depend on MFA? */
const PROBE = 'iam:AttachUserPolicy'
const WITHOUT_MFA = { 'aws:MultiFactorAuthPresent': 'false' } as const

type Rank =
  | { readonly state: 'administrator' | 'escalates' | 'lesser' | 'only-with-mfa' }
  | { readonly state: 'unknown'; readonly reason: string }

const rankOf = (user: User, account: AccountFacts): Rank => {
  const permissions = effectivePermissionsOf(user, account)
  if (permissions.state === 'unknown') return permissions
  const { missing, decide } = permissions.value
  const doubt = unreadBoundaryOf(user, permissions.value)
  if (doubt !== undefined) return { state: 'unknown', reason: doubt }
  if (administratorOf(permissions.value) !== 'no') {
    const { outcome } = decide(PROBE, '*', WITHOUT_MFA)
    return { state: outcome === 'allow' || outcome === 'conditional' ? 'administrator' : 'only-with-mfa' }
  }
  if (powerOf(user.arn, account) === 'escalates') return { state: 'escalates' }
  const [reason] = missing
  return reason === undefined ? { state: 'lesser' } : { state: 'unknown', reason }
}

export const administratorWithoutMfa = defineRule({
  id: 'administrator-without-mfa',
  family: 'passwords-and-mfa',
  title: 'Administrator signs in without MFA',
  severity: 'critical',
  frameworks: [],
  rationale:
    'One guessed or phished password, and the whole account is gone. Counted by what the user may do in the end, through groups, own policies and escalation, and never by the name of a policy.',
  remediation:
    'Register a passkey or security key today, and until then take the permissions away. Better: no user is an administrator, and a role that demands MFA is.',
  needs: ['credential-report', 'mfa-devices', 'account-authorization-details'],
  subjects: usersWithKnownPasswordOf,
  evaluate(user, { account }) {
    const password = passwordOf(user)
    if (password.state === 'none') return notApplicable('the user has no console password')
    const mfa = mfaOf(user)
    if (mfa.state === 'known' && mfa.value) return pass
    const rank = rankOf(user, account)
    if (rank.state === 'lesser') return notApplicable('the user is not an administrator')
    if (rank.state === 'only-with-mfa') return pass
    if (rank.state === 'unknown') return unknown(rank.reason)
    if (mfa.state === 'unknown') return unknown(mfa.reason)
    const isAdministrator = rank.state === 'administrator'
    const what = isAdministrator ? 'is an administrator' : 'can make itself an administrator'
    return fail(
      `${user.name} ${what} and signs in with a password alone: no MFA device (${lastSignInWords(password.lastUsed)}).`,
      {
        ...(isAdministrator ? {} : { severity: 'high' as const }),
        ...(password.lastChanged.state === 'known' ? { since: password.lastChanged.value } : {}),
        evidence: { ...mfaEvidence(user), ...passwordEvidence(password), power: rank.state },
      },
    )
  },
  commands: (user) => [
    awsCommand('iam list-mfa-devices', { 'user-name': user.name }),
    awsCommand('iam delete-login-profile', { 'user-name': user.name }),
  ],
})
