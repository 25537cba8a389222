import { isOlderThan } from '#shared/facts/instant.ts'
import { cis } from '../frameworks.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { awsCommand } from '../command.ts'
import { activeKeysOf, datedKeysOf } from './active-keys-of.ts'
import { keyName, keysEvidence, lastUseWords } from './key-words.ts'

export const twoActiveAccessKeys = defineRule({
  id: 'two-active-access-keys',
  yieldsTo: ['both-access-keys-at-work', 'access-key-rotation-not-finished'],
  family: 'access-keys',
  title: 'User has more than one active access key',
  severity: 'low',
  frameworks: cis('1.13', { v50: '1.12', v60: '2.12' }),
  rationale:
    'The second slot exists for rotation. A second key that stays doubles what can leak, and the next rotation has nowhere to go.',
  remediation:
    'Find out which key is in use, move everything to one of them, deactivate the other, and delete it some days later.',
  needs: ['credential-report', 'access-keys'],
  parameters: { rotationDays: days(14, 'Days that both keys may be active while a rotation is under way.') },
  subjects: (account) => account.users,
  evaluate(user, { now, parameters: { rotationDays } }) {
    const active = activeKeysOf(user)
    if (active.state === 'unknown') return unknown(active.reason)
    if (active.value.length === 0) return notApplicable('the user has no active key')
    if (active.value.length === 1) return pass
    const dated = datedKeysOf(active.value)
    if (dated.state === 'unknown') return unknown(dated.reason)
    const newest = dated.value.at(-1)
    if (newest === undefined) return pass
    // A rotation makes a key long after the first: who gets two at once has two.
    const together = dated.value.every(({ createdAt }) => !isOlderThan(createdAt, 1, newest.createdAt))
    if (!together && !isOlderThan(newest.createdAt, rotationDays, now)) return pass
    const list = dated.value.map(({ key }) => `${keyName(key)} (${lastUseWords(key.lastUsed)})`).join(' and ')
    return fail(
      `${user.name} has ${dated.value.length} active access keys, ${list}${together ? ', made within a day' : `; a rotation may take ${rotationDays} days`}.`,
      { since: newest.createdAt, evidence: keysEvidence(active.value) },
    )
  },
  commands: (user) => [awsCommand('iam list-access-keys', { 'user-name': user.name })],
})
