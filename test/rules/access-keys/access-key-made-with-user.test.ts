import { known, unknownFact } from '#shared/facts/known.ts'
import { accessKeyMadeWithUser } from '#shared/rules/access-keys/access-key-made-with-user.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accessKey, account, accountWithUsers, at, neverUsed, password, used, user } from '#test/support/facts.ts'

const madeAt = (
  createdAt: string,
  more: Parameters<typeof accessKey>[0] = {},
  person: Parameters<typeof user>[0] = {},
) =>
  accountWithUsers(
    user({
      createdAt: known(at('2026-01-01T12:00:00Z')),
      password: password(),
      accessKeys: known([accessKey({ createdAt: known(at(createdAt)), lastUsed: neverUsed, ...more })]),
      ...person,
    }),
  )

describeRule(accessKeyMadeWithUser, {
  now: '2026-04-01',
  pass: [
    ['one millisecond after the window', madeAt('2026-01-01T12:05:00.001Z')],
    ['used: it has proved its purpose', madeAt('2026-01-01T12:00:00Z', { lastUsed: used('2026-01-02') })],
    [
      'trap 1: exactly seven days old',
      madeAt('2026-03-25T00:00:00Z', {}, { createdAt: known(at('2026-03-25T00:00:00Z')) }),
    ],
  ],
  fail: [
    [
      'at the end of the window',
      madeAt('2026-01-01T12:05:00Z'),
      'Access key 1 of alice was made together with the user on 2026-01-01; the user signs in with a password, and the key has never been used.',
    ],
    [
      'one millisecond over the grace period',
      madeAt('2026-03-24T23:59:59.999Z', {}, { createdAt: known(at('2026-03-24T23:59:59.999Z')) }),
      'Access key 1 of alice was made together with the user on 2026-03-24; the user signs in with a password, and the key has never been used.',
    ],
    [
      'in the second slot',
      madeAt('2026-01-01T12:00:10Z', { slot: 2 }),
      'Access key 2 of alice was made together with the user on 2026-01-01; the user signs in with a password, and the key has never been used.',
    ],
  ],
  unknown: [
    ['password not told', madeAt('2026-01-01T12:00:00Z', {}, { password: unknownFact('no report') }), 'no report'],
    ['last use not told', madeAt('2026-01-01T12:00:00Z', { lastUsed: unknownFact('denied') }), 'denied'],
    ['creation of the key not told', madeAt('2026-01-01', { createdAt: unknownFact('N/A') }), 'N/A'],
    ['creation of the user not told', madeAt('2026-01-01', {}, { createdAt: unknownFact('N/A') }), 'N/A'],
    ['users not read', account({ users: unknownFact('no report at all') }), 'no report at all'],
  ],
  notApplicable: [
    ['a machine user, made for its key', madeAt('2026-01-01T12:00:00Z', {}, { password: known({ state: 'none' }) })],
    ['trap 9: inactive', madeAt('2026-01-01T12:00:00Z', { status: 'inactive' })],
  ],
})
