import { isOlderThan, latestOf } from '#shared/facts/instant.ts'
import { awsConfig, cis, securityHub } from '../frameworks.ts'
import { agoWords, meantToBeIdle, observedUntil } from '../idleness.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { accessKeysOf } from '../subjects-of.ts'
import { deactivateKeyCommands, keyEvidence, keyLabel, lastUseWords } from './key-words.ts'

export const accessKeyUnused = defineRule({
  id: 'access-key-unused',
  family: 'access-keys',
  title: 'Active access key is no longer used',
  severity: 'medium',
  frameworks: [
    ...cis('1.12', { v50: '1.11', v60: '2.11', v70: '2.11' }),
    ...securityHub('IAM.8', 'IAM.22'),
    ...awsConfig('iam-user-unused-credentials-check'),
  ],
  rationale:
    'A key that nobody uses any more is missed by nobody when it is stolen, and it still opens all that its owner may do.',
  remediation:
    'Ask the owner what the key was for, deactivate it, wait until a full business cycle has gone by without complaint, and delete it.',
  needs: ['credential-report', 'access-keys', 'access-key-last-used'],
  parameters: { maxIdleDays: days(45, 'Days without use after which an active key is no longer needed.') },
  subjects: accessKeysOf,
  evaluate(key, { now, account, identityClass, parameters: { maxIdleDays } }) {
    if (key.status === 'inactive') return notApplicable('the key is inactive')
    const idleOnPurpose = meantToBeIdle(identityClass)
    if (idleOnPurpose) return idleOnPurpose
    if (key.lastUsed.state === 'unknown') return unknown(key.lastUsed.reason)
    if (key.lastUsed.state === 'never-or-not-tracked') return notApplicable('no use of the key is recorded')
    const until = observedUntil(account, now)
    const createdAt = key.createdAt.state === 'known' ? [key.createdAt.value] : []
    const lastSign = latestOf([key.lastUsed.at, ...createdAt]) ?? key.lastUsed.at
    if (!isOlderThan(lastSign, maxIdleDays, until)) return pass
    return fail(
      `${keyLabel(key)} is active and was ${lastUseWords(key.lastUsed)}, ${agoWords(key.lastUsed.at, until, now)}; the limit is ${maxIdleDays} days.`,
      { since: lastSign, evidence: keyEvidence(key) },
    )
  },
  commands: deactivateKeyCommands,
})
