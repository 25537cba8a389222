import { daysBetween, isOlderThan, isoDate, latestOf } from '#shared/facts/instant.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { accessKeysOf } from '../subjects-of.ts'
import { deleteKeyCommands, keyEvidence, keyLabel, lastUseWords } from './key-words.ts'

export const inactiveAccessKeyNotDeleted = defineRule({
  id: 'inactive-access-key-not-deleted',
  family: 'access-keys',
  title: 'Inactive access key was never deleted',
  severity: 'low',
  frameworks: [],
  rationale:
    'Who may update access keys can switch an inactive key on again, with the old secret. It also takes the slot that the next rotation needs.',
  remediation: 'Delete the key; after this long nobody will ask for it back.',
  needs: ['credential-report', 'access-keys', 'access-key-last-used'],
  parameters: {
    maxDays: days(
      90,
      'Days since the key was made or last used, whichever is later, that an inactive key may be kept.',
    ),
  },
  subjects: accessKeysOf,
  evaluate(key, { now, parameters: { maxDays } }) {
    if (key.status === 'active') return notApplicable('the key is active')
    if (key.lastUsed.state === 'unknown') return unknown(key.lastUsed.reason)
    if (key.createdAt.state === 'unknown') return unknown(key.createdAt.reason)
    const createdAt = key.createdAt.value
    const lastSign = latestOf([createdAt, ...(key.lastUsed.state === 'used' ? [key.lastUsed.at] : [])]) ?? createdAt
    if (!isOlderThan(lastSign, maxDays, now)) return pass
    return fail(
      `${keyLabel(key)} is inactive and still there: made ${isoDate(createdAt)}, ${lastUseWords(key.lastUsed)}, ${daysBetween(lastSign, now)} days without a sign of life; the limit is ${maxDays} days.`,
      { since: lastSign, evidence: keyEvidence(key) },
    )
  },
  commands: deleteKeyCommands,
})
