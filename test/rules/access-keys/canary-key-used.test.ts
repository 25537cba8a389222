import { known, unknownFact } from '#shared/facts/known.ts'
import { canaryKeyUsed } from '#shared/rules/access-keys/canary-key-used.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accessKey, accountWithUsers, neverUsed, owner, used, user } from '#test/support/facts.ts'

const keyOf = (name: string, more: Parameters<typeof accessKey>[0]) =>
  accountWithUsers(user({ name, accessKeys: known([accessKey({ owner: owner(name), ...more })]) }))

describeRule(canaryKeyUsed, {
  now: '2026-04-01',
  configuration: {
    identityClasses: [{ name: 'canary', match: [{ name: 'backup-admin' }] }],
    rules: new Map([[canaryKeyUsed.id, { parameters: { users: ['decoy-*'] } }]]),
  },
  pass: [['trap 24: unused, as it should be', keyOf('backup-admin', { lastUsed: neverUsed })]],
  fail: [
    [
      'trap 24: used, by its class',
      keyOf('backup-admin', { lastUsed: used('2026-03-30', { service: 'sts', region: 'us-east-1' }) }),
      'Access key 1 of backup-admin is a canary that nobody should use, and was last used 2026-03-30 (sts, us-east-1): find out who was there on 2026-03-30.',
    ],
    [
      'used, by its name, long ago',
      keyOf('decoy-1', { lastUsed: used('2024-03-30'), status: 'inactive' }),
      'Access key 1 of decoy-1 is a canary that nobody should use, and was last used 2024-03-30: find out who was there on 2024-03-30.',
    ],
  ],
  unknown: [['last use not told', keyOf('decoy-1', { lastUsed: unknownFact('denied') }), 'denied']],
  notApplicable: [['any other user', keyOf('alice', { lastUsed: used('2026-03-30') })]],
})
