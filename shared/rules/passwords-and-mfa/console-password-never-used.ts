import { isOlderThan, isoDate, latestOf } from '#shared/facts/instant.ts'
import { awsCommand } from '../command.ts'
import { awsConfig, cis, securityHub } from '../frameworks.ts'
import { agoWords, meantToBeIdle, observedUntil } from '../idleness.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { passwordOf, usersWithKnownPasswordOf } from '../subjects-of.ts'
import { neverSignedInWords, passwordEvidence } from './password-words.ts'

export const consolePasswordNeverUsed = defineRule({
  id: 'console-password-never-used',
  yieldsTo: ['first-password-never-changed'],
  family: 'passwords-and-mfa',
  title: 'Console password was set and never used',
  severity: 'medium',
  frameworks: [
    ...cis('1.12', { v50: '1.11', v60: '2.11', v70: '2.11' }),
    ...securityHub('IAM.8', 'IAM.22'),
    ...awsConfig('iam-user-unused-credentials-check'),
  ],
  rationale:
    'A first password is known to whoever set it and lies in the message that carried it. As long as nobody signs in, nobody changes it.',
  remediation:
    'Delete the login profile. When the person asks for the console, set a new password that must be changed at once.',
  needs: ['credential-report'],
  parameters: {
    graceDays: days(45, 'Days that a password may wait for the first sign-in after it was set or changed.'),
  },
  subjects: usersWithKnownPasswordOf,
  evaluate(user, { now, account, identityClass, parameters: { graceDays } }) {
    const password = passwordOf(user)
    if (password.state === 'none') return notApplicable('the user has no console password')
    const idleOnPurpose = meantToBeIdle(identityClass)
    if (idleOnPurpose) return idleOnPurpose
    const { lastUsed, lastChanged } = password
    if (lastUsed.state === 'unknown') return unknown(lastUsed.reason)
    if (lastUsed.state === 'used') return pass
    if (lastChanged.state === 'unknown') return unknown(lastChanged.reason)
    const madeAt = user.createdAt.state === 'known' ? [user.createdAt.value] : []
    const setAt = latestOf([lastChanged.value, ...madeAt]) ?? lastChanged.value
    const until = observedUntil(account, now)
    if (!isOlderThan(setAt, graceDays, until)) return pass
    return fail(
      `${user.name} has a console password since ${isoDate(setAt)}, ${agoWords(setAt, until, now)}: ${neverSignedInWords(setAt)}; the limit is ${graceDays} days.`,
      { since: setAt, evidence: passwordEvidence(password) },
    )
  },
  commands: (user) => [awsCommand('iam delete-login-profile', { 'user-name': user.name })],
})
