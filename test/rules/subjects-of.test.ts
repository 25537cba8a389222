import { expect, test } from 'vitest'
import { unknownFact } from '#shared/facts/known.ts'
import { accessKeysOf, sshPublicKeysOf, usersWithKnownPasswordOf } from '#shared/rules/subjects-of.ts'
import { accountWithUsers, user } from '#test/support/facts.ts'

const without = (name: string, reason: string) => user({ name, sshPublicKeys: unknownFact(reason) })

test('what is known of nobody, for one reason, is told once and not once for each user', () => {
  const account = accountWithUsers(without('alice', 'There is no file.'), without('bob', 'There is no file.'))
  expect(sshPublicKeysOf(account)).toEqual(unknownFact('There is no file.'))
})

test('what is known of some, or unknown for different reasons, is told of each', () => {
  const reasonsOf = (list: ReturnType<typeof sshPublicKeysOf>) =>
    list.state === 'known' && list.value.map((item) => (item.kind === 'unanswered' ? item.reason : item.kind))
  const some = accountWithUsers(user({ name: 'alice' }), without('bob', 'throttled'), without('carol', 'throttled'))
  expect(reasonsOf(sshPublicKeysOf(some))).toEqual(['throttled', 'throttled'])
  const different = accountWithUsers(without('alice', 'denied'), without('bob', 'throttled'))
  expect(reasonsOf(sshPublicKeysOf(different))).toEqual(['denied', 'throttled'])
})

test('an account without users has a list, and it is empty', () => {
  for (const listOf of [accessKeysOf, sshPublicKeysOf, usersWithKnownPasswordOf])
    expect(listOf(accountWithUsers())).toEqual({ state: 'known', value: [] })
})
