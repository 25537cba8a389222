import { daysBetween, isOlderThan, isoDate } from '#shared/facts/instant.ts'
import { awsCommand } from '../command.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { count } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { passwordOf, usersWithKnownPasswordOf } from '../subjects-of.ts'
import { lastSignInWords, passwordEvidence } from './password-words.ts'

export const passwordPastRotationDate = defineRule({
  id: 'password-past-rotation-date',
  family: 'passwords-and-mfa',
  title: 'Console password is past the day on which it had to be changed',
  severity: 'low',
  frameworks: [],
  rationale:
    'The password policy of the account has let the password expire, and nobody came to change it. Most often the person does not use the console any more, while whoever has the expired password can still exchange it for a new one.',
  remediation: 'Ask whether the person still needs the console. If not, delete the login profile.',
  needs: ['credential-report'],
  parameters: { graceDays: count(0, 'Days that may go by after the day of rotation.', { max: 3650 }) },
  subjects: usersWithKnownPasswordOf,
  evaluate(user, { now, parameters: { graceDays } }) {
    const password = passwordOf(user)
    if (password.state === 'none') return notApplicable('the user has no console password')
    if (password.nextRotation.state === 'unknown') return unknown(password.nextRotation.reason)
    const due = password.nextRotation.value
    if (due === 'none') return notApplicable('the password policy has no expiry')
    if (!isOlderThan(due, graceDays, now)) return pass
    return fail(
      `The password of ${user.name} had to be changed by ${isoDate(due)}, ${daysBetween(due, now)} days ago, and was not (${lastSignInWords(password.lastUsed)}).`,
      { since: due, evidence: passwordEvidence(password) },
    )
  },
  commands: (user) => [awsCommand('iam delete-login-profile', { 'user-name': user.name })],
})
