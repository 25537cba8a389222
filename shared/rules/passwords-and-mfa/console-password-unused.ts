import { isOlderThan, latestOf } from '#shared/facts/instant.ts'
import { awsCommand } from '../command.ts'
import { awsConfig, cis, securityHub } from '../frameworks.ts'
import { agoWords, meantToBeIdle, observedUntil } from '../idleness.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { passwordOf, usersWithKnownPasswordOf } from '../subjects-of.ts'
import { lastSignInWords, lostSignInsWords, passwordEvidence } from './password-words.ts'

export const consolePasswordUnused = defineRule({
  id: 'console-password-unused',
  family: 'passwords-and-mfa',
  title: 'Console password is no longer used',
  severity: 'medium',
  frameworks: [
    ...cis('1.12', { v50: '1.11', v60: '2.11', v70: '2.11' }),
    ...securityHub('IAM.8', 'IAM.22'),
    ...awsConfig('iam-user-unused-credentials-check'),
  ],
  rationale:
    'A person who no longer signs in has changed jobs or tools. Nobody notices when somebody else signs in instead.',
  remediation:
    'Ask whether the person still needs the console. If not, delete the login profile; the user and its keys stay.',
  needs: ['credential-report'],
  parameters: { maxIdleDays: days(45, 'Days without a sign-in or change after which a password is no longer needed.') },
  subjects: usersWithKnownPasswordOf,
  evaluate(user, { now, account, identityClass, parameters: { maxIdleDays } }) {
    const password = passwordOf(user)
    if (password.state === 'none') return notApplicable('the user has no console password')
    const idleOnPurpose = meantToBeIdle(identityClass)
    if (idleOnPurpose) return idleOnPurpose
    const { lastUsed, lastChanged } = password
    if (lastUsed.state === 'unknown') return unknown(lastUsed.reason)
    if (lastUsed.state === 'never-or-not-tracked') return notApplicable('no sign-in is recorded')
    const until = observedUntil(account, now)
    const changedAt = lastChanged.state === 'known' ? [lastChanged.value] : []
    const lastSign = latestOf([lastUsed.at, ...changedAt]) ?? lastUsed.at
    if (!isOlderThan(lastSign, maxIdleDays, until)) return pass
    return fail(
      `${user.name} has not signed in for a long time: ${lastSignInWords(lastUsed)}, ${agoWords(lastUsed.at, until, now)}${lostSignInsWords(lastUsed.at)}; the limit is ${maxIdleDays} days.`,
      { since: lastSign, evidence: passwordEvidence(password) },
    )
  },
  commands: (user) => [awsCommand('iam delete-login-profile', { 'user-name': user.name })],
})
