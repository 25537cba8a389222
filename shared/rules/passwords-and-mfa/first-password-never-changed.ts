import { daysBetween, isOlderThan, isoDate } from '#shared/facts/instant.ts'
import { awsCommand } from '../command.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { passwordOf, usersWithKnownPasswordOf } from '../subjects-of.ts'
import { passwordEvidence } from './password-words.ts'

export const firstPasswordNeverChanged = defineRule({
  id: 'first-password-never-changed',
  family: 'passwords-and-mfa',
  title: 'Password that must be changed at the first sign-in still waits for it',
  severity: 'medium',
  frameworks: [],
  rationale:
    'The password is the one that an administrator chose and sent. Whoever finds the message signs in first, and sets a password of their own.',
  remediation: 'Delete the login profile, and set a new password when the person is there to use it.',
  needs: ['credential-report', 'login-profiles'],
  parameters: { graceDays: days(7, 'Days that the first sign-in may take.') },
  subjects: usersWithKnownPasswordOf,
  evaluate(user, { now, parameters: { graceDays } }) {
    const password = passwordOf(user)
    if (password.state === 'none') return notApplicable('the user has no console password')
    if (password.resetRequired.state === 'unknown') return unknown(password.resetRequired.reason)
    if (!password.resetRequired.value) return pass
    if (password.lastChanged.state === 'unknown') return unknown(password.lastChanged.reason)
    const setAt = password.lastChanged.value
    if (!isOlderThan(setAt, graceDays, now)) return pass
    return fail(
      `${user.name} was given a password on ${isoDate(setAt)}, ${daysBetween(setAt, now)} days ago, and has not yet changed it as it must; the limit is ${graceDays} days.`,
      { since: setAt, evidence: { ...passwordEvidence(password), passwordResetRequired: true } },
    )
  },
  commands: (user) => [awsCommand('iam delete-login-profile', { 'user-name': user.name })],
})
