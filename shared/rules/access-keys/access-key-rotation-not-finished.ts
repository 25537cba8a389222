import { isOlderThan, isoDate } from '#shared/facts/instant.ts'
import type { User } from '#shared/facts/principal.ts'
import { type Known, known, knownOr } from '#shared/facts/known.ts'
import { observedUntil } from '../idleness.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { activeKeysOf, type DatedKey, datedKeysOf } from './active-keys-of.ts'
import { deactivateKeyCommands, keyName, keysEvidence, lastUseWords } from './key-words.ts'

interface UsedKey extends DatedKey {
  readonly lastUsedAt: Date
}

const usedKeysOf = (keys: readonly DatedKey[]): Known<readonly UsedKey[]> => {
  const used: UsedKey[] = []
  for (const dated of keys) {
    const { lastUsed } = dated.key
    if (lastUsed.state === 'unknown') return lastUsed
    if (lastUsed.state === 'used') used.push({ ...dated, lastUsedAt: lastUsed.at })
  }
  return known(used)
}

/** The newest key stays. Of keys that were made in the same second the one used last stays, as nothing else tells them apart. */
const keepFirst = (a: UsedKey, b: UsedKey): number =>
  b.createdAt.getTime() - a.createdAt.getTime() || b.lastUsedAt.getTime() - a.lastUsedAt.getTime()

const keysToDrop = (user: User): readonly UsedKey[] => {
  const dated = datedKeysOf(knownOr(activeKeysOf(user), []))
  const used = usedKeysOf(knownOr(dated, []))
  return [...knownOr(used, [])].sort(keepFirst).slice(1)
}

export const accessKeyRotationNotFinished = defineRule({
  id: 'access-key-rotation-not-finished',
  yieldsTo: ['both-access-keys-at-work'],
  family: 'access-keys',
  title: 'Rotation of an access key was never finished: both keys are in use',
  severity: 'medium',
  frameworks: [],
  rationale:
    'While the old key is still in use the rotation has protected nothing, and nobody knows which of the two belongs where.',
  remediation:
    'Find what still uses the older key (its last service and Region are in the evidence), give it the newer key, deactivate the older one, and delete it after some days of quiet.',
  needs: ['credential-report', 'access-keys', 'access-key-last-used'],
  parameters: {
    rotationDays: days(30, 'Days within which a rotation must be finished.'),
    recentDays: days(45, 'Days within which a key counts as in use.'),
  },
  subjects: (account) => account.users,
  evaluate(user, { now, account, parameters: { rotationDays, recentDays } }) {
    const active = activeKeysOf(user)
    if (active.state === 'unknown') return unknown(active.reason)
    if (active.value.length < 2) return notApplicable('the user has fewer than two active keys')
    const dated = datedKeysOf(active.value)
    if (dated.state === 'unknown') return unknown(dated.reason)
    const used = usedKeysOf(dated.value)
    if (used.state === 'unknown') return unknown(used.reason)
    const inUse = used.value.filter(
      ({ lastUsedAt }) => !isOlderThan(lastUsedAt, recentDays, observedUntil(account, now)),
    )
    const [kept, ...dropped] = [...inUse].sort(keepFirst)
    if (kept === undefined || dropped.length === 0 || !isOlderThan(kept.createdAt, rotationDays, now)) return pass
    const olds = dropped.map(({ key }) => keyName(key)).join(' and ')
    return fail(
      `${user.name} got access key ${keyName(kept.key)} on ${isoDate(kept.createdAt)} and still uses ${olds} beside it: ${keyName(kept.key)} ${lastUseWords(kept.key.lastUsed)}, ${dropped.map(({ key }) => `${keyName(key)} ${lastUseWords(key.lastUsed)}`).join(', ')}. Move the work to ${keyName(kept.key)} and drop ${olds}.`,
      {
        since: kept.createdAt,
        evidence: {
          ...keysEvidence(active.value),
          keep: keyName(kept.key),
          drop: dropped.map(({ key }) => keyName(key)),
        },
      },
    )
  },
  commands: (user) => keysToDrop(user).flatMap(({ key }) => deactivateKeyCommands(key)),
})
