import type { AccessKey } from '#shared/facts/credential.ts'
import { isOlderThan, isoDate } from '#shared/facts/instant.ts'
import type { User } from '#shared/facts/principal.ts'
import { type Known, mapKnown } from '#shared/facts/known.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { cis } from '../frameworks.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { count, days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { accessKeysOf } from '../subjects-of.ts'
import { deleteKeyCommands, keyEvidence, keyLabel } from './key-words.ts'

const userIndexes = new WeakMap<AccountFacts, Known<ReadonlyMap<string, User>>>()
const ownerOfKey = (key: AccessKey, account: AccountFacts): User | undefined => {
  const made = userIndexes.get(account) ?? mapKnown(account.users, (users) => new Map(users.map((u) => [u.arn, u])))
  userIndexes.set(account, made)
  return made.state === 'known' ? made.value.get(key.owner.arn) : undefined
}

export const accessKeyMadeWithUser = defineRule({
  id: 'access-key-made-with-user',
  yieldsTo: ['access-key-never-used'],
  family: 'access-keys',
  title: 'Access key was made together with a console user and has never been used',
  severity: 'low',
  frameworks: cis('1.11', { v50: '1.10', v60: '2.10' }),
  rationale:
    'A key that came with the user because a box was ticked has no purpose. A key that somebody asks for later has one, and an owner who knows it.',
  remediation:
    'Delete the key. If the person needs programmatic access, `aws login` or IAM Identity Center give keys that expire.',
  needs: ['credential-report', 'access-keys', 'access-key-last-used'],
  parameters: {
    windowMinutes: count(5, 'Minutes after the user within which a key counts as made together with it.', {
      max: 1440,
    }),
    graceDays: days(7, 'Days that such a key may wait for its first use.'),
  },
  subjects: accessKeysOf,
  evaluate(key, { now, account, parameters: { windowMinutes, graceDays } }) {
    if (key.status === 'inactive') return notApplicable('the key is inactive')
    const user = ownerOfKey(key, account)
    if (user === undefined) return unknown('the user that owns the key is not in the evidence')
    if (user.password.state === 'unknown') return unknown(user.password.reason)
    if (user.password.value.state === 'none') return notApplicable('the user has no console password')
    if (key.lastUsed.state === 'unknown') return unknown(key.lastUsed.reason)
    if (key.lastUsed.state === 'used') return pass
    if (key.createdAt.state === 'unknown') return unknown(key.createdAt.reason)
    if (user.createdAt.state === 'unknown') return unknown(user.createdAt.reason)
    const createdAt = key.createdAt.value
    const afterUser = createdAt.getTime() - user.createdAt.value.getTime()
    if (afterUser > windowMinutes * 60_000 || !isOlderThan(createdAt, graceDays, now)) return pass
    return fail(
      `${keyLabel(key)} was made together with the user on ${isoDate(createdAt)}; the user signs in with a password, and the key has never been used.`,
      { since: createdAt, evidence: { ...keyEvidence(key), userCreatedAt: user.createdAt.value.toISOString() } },
    )
  },
  commands: deleteKeyCommands,
})
