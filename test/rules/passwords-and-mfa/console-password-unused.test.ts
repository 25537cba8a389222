import type { AccountFacts } from '#shared/facts/account.ts'
import { known, unknownFact } from '#shared/facts/known.ts'
import { consolePasswordUnused } from '#shared/rules/passwords-and-mfa/console-password-unused.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithRoot, accountWithUsers, at, neverUsed, password, used, user } from '#test/support/facts.ts'

const signedIn = (when: string, more: Parameters<typeof password>[0] = {}) =>
  accountWithUsers(
    user({ password: password({ lastUsed: used(when), lastChanged: known(at('2015-01-01')), ...more }) }),
  )

const onReportOf = (generated: string, facts: AccountFacts): AccountFacts => ({
  ...facts,
  sources: new Map([
    [
      'credential-report',
      { state: 'stale', file: 'credential-report.json', generatedAt: at(generated), reason: 'the report is too old' },
    ],
  ]),
})

describeRule(consolePasswordUnused, {
  now: '2026-04-01',
  pass: [
    ['exactly 45 days ago', signedIn('2026-02-15')],
    ['trap 1: changed last week', signedIn('2025-01-01', { lastChanged: known(at('2026-03-25')) })],
    ['just used, last change not told', signedIn('2026-03-31', { lastChanged: unknownFact('N/A') })],
  ],
  fail: [
    [
      'one millisecond over',
      signedIn('2026-02-14T23:59:59.999Z'),
      'alice has not signed in for a long time: last sign-in 2026-02-14, 45 days ago; the limit is 45 days.',
    ],
    [
      'changed a millisecond over 45 days ago',
      signedIn('2025-01-01', { lastChanged: known(at('2026-02-14T23:59:59.999Z')) }),
      'alice has not signed in for a long time: last sign-in 2025-01-01, 455 days ago; the limit is 45 days.',
    ],
    [
      'idle by what is known; the last change is not',
      signedIn('2018-06-07', { lastChanged: unknownFact('N/A') }),
      'alice has not signed in for a long time: last sign-in 2018-06-07, 2855 days ago; the limit is 45 days.',
    ],
    [
      'last seen before the hole of May 2018',
      signedIn('2018-04-30'),
      'alice has not signed in for a long time: last sign-in 2018-04-30, 2893 days ago (IAM lost the sign-ins of 3 to 23 May 2018, so that a later one in these days is possible); the limit is 45 days.',
    ],
    [
      'last seen after the hole',
      signedIn('2018-05-23T21:08:00Z'),
      'alice has not signed in for a long time: last sign-in 2018-05-23, 2869 days ago; the limit is 45 days.',
    ],
  ],
  unknown: [
    ['last use not told', signedIn('2026-01-01', { lastUsed: unknownFact('not_supported') }), 'not_supported'],
    ['password not told', accountWithUsers(user({ password: unknownFact('no report') })), 'no report'],
    [
      'trap 2: idle by now, but not when the stale report was made',
      onReportOf('2026-02-10', signedIn('2026-02-01')),
      'the report is too old',
    ],
  ],
  notApplicable: [
    ['no password', accountWithUsers(user())],
    ['never used: another rule', signedIn('2026-01-01', { lastUsed: neverUsed })],
    ['trap 4: root', accountWithRoot({ password: known('present'), passwordLastUsed: used('2020-01-01') })],
  ],
})

const emergency = accountWithUsers(
  user({
    name: 'emergency',
    password: password({ lastUsed: used('2024-01-01'), lastChanged: known(at('2024-01-01')) }),
  }),
)
describeRule(consolePasswordUnused, {
  now: '2026-04-01',
  configuration: {
    identityClasses: [{ name: 'break-glass', match: [{ name: 'emergency' }] }],
    rules: new Map([[consolePasswordUnused.id, { parameters: { maxIdleDays: 90 } }]]),
  },
  pass: [['exactly at the configured limit', signedIn('2026-01-01')]],
  fail: [
    [
      'over the configured limit',
      signedIn('2025-12-31'),
      'alice has not signed in for a long time: last sign-in 2025-12-31, 91 days ago; the limit is 90 days.',
    ],
  ],
  notApplicable: [['trap 14: break-glass is meant to be idle', emergency]],
})
