import { knownOr } from '#shared/facts/known.ts'
import { awsCommand } from '../command.ts'
import { awsConfig, cis, securityHub } from '../frameworks.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { passwordOf, usersWithKnownPasswordOf } from '../subjects-of.ts'
import { mfaEvidence, mfaOf } from './mfa-words.ts'
import { lastSignInWords, passwordEvidence } from './password-words.ts'

export const consoleUserWithoutMfa = defineRule({
  id: 'console-user-without-mfa',
  yieldsTo: ['administrator-without-mfa'],
  family: 'passwords-and-mfa',
  title: 'Console user has no MFA',
  severity: 'high',
  frameworks: [
    ...cis('1.10', { v50: '1.9', v60: '2.9', v70: '2.10' }),
    ...securityHub('IAM.5', 'IAM.19'),
    ...awsConfig('mfa-enabled-for-iam-console-access', 'iam-user-mfa-enabled'),
  ],
  rationale:
    'A password is guessed, reused or phished sooner or later. Without a second factor that is all it takes to sign in from anywhere.',
  remediation:
    'Let the user register a passkey or security key, and deny everything but that registration until it is done. A user who does not sign in any more needs no password.',
  needs: ['credential-report', 'mfa-devices'],
  subjects: usersWithKnownPasswordOf,
  evaluate(user) {
    const password = passwordOf(user)
    if (password.state === 'none') return notApplicable('the user has no console password')
    const mfa = mfaOf(user)
    if (mfa.state === 'unknown') return unknown(mfa.reason)
    if (mfa.value) return pass
    const setAt = knownOr(password.lastChanged, undefined)
    return fail(`${user.name} signs in with a password alone: no MFA device (${lastSignInWords(password.lastUsed)}).`, {
      ...(setAt ? { since: setAt } : {}),
      evidence: { ...mfaEvidence(user), ...passwordEvidence(password) },
    })
  },
  commands: (user) => [
    awsCommand('iam list-mfa-devices', { 'user-name': user.name }),
    awsCommand('iam delete-login-profile', { 'user-name': user.name }),
  ],
})
