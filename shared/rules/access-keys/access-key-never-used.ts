import { isOlderThan, isoDate } from '#shared/facts/instant.ts'
import { awsConfig, cis, securityHub } from '../frameworks.ts'
import { agoWords, KEY_USE_RECORDED_SINCE, meantToBeIdle, observedUntil } from '../idleness.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { accessKeysOf } from '../subjects-of.ts'
import { deleteKeyCommands, keyEvidence, keyLabel } from './key-words.ts'

const neverUsedWords = (createdAt: Date): string =>
  createdAt < KEY_USE_RECORDED_SINCE
    ? `no use of it is recorded since IAM began to record key use on ${isoDate(KEY_USE_RECORDED_SINCE)}`
    : 'it has never been used'

export const accessKeyNeverUsed = defineRule({
  id: 'access-key-never-used',
  family: 'access-keys',
  title: 'Active access key has never been used',
  severity: 'medium',
  frameworks: [
    ...cis('1.12', { v50: '1.11', v60: '2.11', v70: '2.11' }),
    ...securityHub('IAM.8', 'IAM.22'),
    ...awsConfig('iam-user-unused-credentials-check'),
  ],
  rationale:
    'A key that was made and never used lies in a download folder, a chat or a ticket. It has every danger of a key and no use.',
  remediation:
    'Delete the key. Whoever needs one later can make a new one, or better, use a role or IAM Identity Center.',
  needs: ['credential-report', 'access-keys', 'access-key-last-used'],
  parameters: { graceDays: days(45, 'Days that a new key may wait for its first use.') },
  subjects: accessKeysOf,
  evaluate(key, { now, account, identityClass, parameters: { graceDays } }) {
    if (key.status === 'inactive') return notApplicable('the key is inactive')
    const idleOnPurpose = meantToBeIdle(identityClass)
    if (idleOnPurpose) return idleOnPurpose
    if (key.lastUsed.state === 'unknown') return unknown(key.lastUsed.reason)
    if (key.lastUsed.state === 'used') return pass
    if (key.createdAt.state === 'unknown') return unknown(key.createdAt.reason)
    const createdAt = key.createdAt.value
    const until = observedUntil(account, now)
    if (!isOlderThan(createdAt, graceDays, until)) return pass
    return fail(
      `${keyLabel(key)} was made ${isoDate(createdAt)}, ${agoWords(createdAt, until, now)}, and ${neverUsedWords(createdAt)}; the limit is ${graceDays} days.`,
      { since: createdAt, evidence: keyEvidence(key) },
    )
  },
  commands: deleteKeyCommands,
})
