import type { AccountFacts } from '#shared/facts/account.ts'
import { known, unknownFact } from '#shared/facts/known.ts'
import { accessKeyUnused } from '#shared/rules/access-keys/access-key-unused.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import {
  accessKey,
  accountWithRoot,
  accountWithUsers,
  at,
  neverUsed,
  owner,
  rootOwner,
  used,
  user,
} from '#test/support/facts.ts'

const old = known(at('2024-01-01'))
const withKey = (more: Parameters<typeof accessKey>[0]) =>
  accountWithUsers(user({ accessKeys: known([accessKey({ createdAt: old, ...more })]) }))

const onReportOf = (generated: string, facts: AccountFacts): AccountFacts => ({
  ...facts,
  sources: new Map([
    [
      'credential-report',
      { state: 'stale', file: 'credential-report.json', generatedAt: at(generated), reason: 'the report is too old' },
    ],
  ]),
})

describeRule(accessKeyUnused, {
  now: '2026-04-01',
  pass: [
    ['used exactly 45 days ago', withKey({ lastUsed: used('2026-02-15') })],
    [
      'trap 1: made anew after the last recorded use',
      withKey({ createdAt: known(at('2026-03-20')), lastUsed: used('2026-01-01') }),
    ],
    [
      'trap 7: used yesterday in a service without a Region',
      withKey({ lastUsed: used('2026-03-31', { service: 's3' }) }),
    ],
    ['used, made nobody knows when', withKey({ createdAt: unknownFact('N/A'), lastUsed: used('2026-03-31') })],
    ['last use a few minutes in the future', withKey({ lastUsed: used('2026-04-01T00:10:00Z') })],
  ],
  fail: [
    [
      'one millisecond over',
      withKey({ lastUsed: used('2026-02-14T23:59:59.999Z', { service: 's3' }) }),
      'Access key 1 of alice is active and was last used 2026-02-14 (s3), 45 days ago; the limit is 45 days.',
    ],
    [
      'trap 8: each key by its own use',
      accountWithUsers(
        user({
          accessKeys: known([
            accessKey({ slot: 1, createdAt: old, status: 'inactive', lastUsed: used('2026-03-31') }),
            accessKey({
              slot: 2,
              createdAt: old,
              lastUsed: used('2025-06-01', { service: 'ec2', region: 'eu-west-1' }),
            }),
          ]),
        }),
      ),
      'Access key 2 of alice is active and was last used 2025-06-01 (ec2, eu-west-1), 304 days ago; the limit is 45 days.',
    ],
    [
      'idle already when the stale report was made',
      onReportOf('2026-03-01', withKey({ lastUsed: used('2026-01-01') })),
      'Access key 1 of alice is active and was last used 2026-01-01, 59 days before the credential report of 2026-03-01; the limit is 45 days.',
    ],
  ],
  unknown: [
    ['last use not told', withKey({ lastUsed: unknownFact('denied') }), 'denied'],
    [
      'trap 25: no list of keys',
      accountWithUsers(user({ accessKeys: unknownFact('no credential report') })),
      'no credential report',
    ],
    [
      'trap 2: idle by now, but in use when the stale report was made',
      onReportOf('2026-02-10', withKey({ lastUsed: used('2026-02-01') })),
      'the report is too old',
    ],
  ],
  notApplicable: [
    ['trap 9: inactive', withKey({ status: 'inactive', lastUsed: used('2020-01-01') })],
    ['never used: another rule', withKey({ lastUsed: neverUsed })],
    [
      'trap 4: the key of root',
      accountWithRoot({
        accessKeys: known([accessKey({ owner: rootOwner, createdAt: old, lastUsed: used('2024-01-02') })]),
      }),
    ],
  ],
})

const idleKeyOf = (name: string) =>
  accountWithUsers(
    user({
      name,
      accessKeys: known([accessKey({ owner: owner(name), createdAt: old, lastUsed: used('2025-06-01') })]),
    }),
  )
describeRule(accessKeyUnused, {
  now: '2026-04-01',
  configuration: {
    identityClasses: [
      { name: 'canary', match: [{ name: 'canary-*' }] },
      { name: 'break-glass', match: [{ name: 'emergency' }] },
    ],
    rules: new Map([[accessKeyUnused.id, { parameters: { maxIdleDays: 90 } }]]),
  },
  pass: [['exactly at the configured limit', withKey({ lastUsed: used('2026-01-01') })]],
  fail: [
    [
      'one millisecond over the configured limit',
      withKey({ lastUsed: used('2025-12-31T23:59:59.999Z') }),
      'Access key 1 of alice is active and was last used 2025-12-31, 90 days ago; the limit is 90 days.',
    ],
  ],
  notApplicable: [
    ['trap 24: a canary', idleKeyOf('canary-1')],
    ['trap 14: a break-glass identity', idleKeyOf('emergency')],
  ],
})
