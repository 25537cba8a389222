import { known, unknownFact } from '#shared/facts/known.ts'
import { consolePasswordNeverUsed } from '#shared/rules/passwords-and-mfa/console-password-never-used.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithUsers, at, neverUsed, password, used, user } from '#test/support/facts.ts'

const setAt = (when: string, more: Parameters<typeof password>[0] = {}) =>
  accountWithUsers(
    user({
      createdAt: known(at('2013-01-01')),
      password: password({ lastUsed: neverUsed, lastChanged: known(at(when)), ...more }),
    }),
  )

describeRule(consolePasswordNeverUsed, {
  now: '2026-04-01',
  pass: [
    ['trap 1: set exactly 45 days ago, by a user of many years', setAt('2026-02-15')],
    ['used once', setAt('2020-01-01', { lastUsed: used('2020-01-02') })],
  ],
  fail: [
    [
      'trap 1: one millisecond after the grace period',
      setAt('2026-02-14T23:59:59.999Z'),
      'alice has a console password since 2026-02-14, 45 days ago: it has never been used; the limit is 45 days.',
    ],
    [
      'set before IAM recorded sign-ins',
      setAt('2014-10-19'),
      'alice has a console password since 2014-10-19, 4182 days ago: no sign-in with it is recorded since IAM began to record them on 2014-10-20; the limit is 45 days.',
    ],
    [
      'set before the hole of May 2018',
      setAt('2018-05-01'),
      'alice has a console password since 2018-05-01, 2892 days ago: no sign-in with it is recorded; IAM lost the sign-ins of 3 to 23 May 2018, so that a later one in these days is possible; the limit is 45 days.',
    ],
    [
      'set after it',
      setAt('2018-05-24'),
      'alice has a console password since 2018-05-24, 2869 days ago: it has never been used; the limit is 45 days.',
    ],
  ],
  unknown: [
    ['last use not told', setAt('2020-01-01', { lastUsed: unknownFact('empty field') }), 'empty field'],
    ['last change not told', setAt('2020-01-01', { lastChanged: unknownFact('N/A') }), 'N/A'],
  ],
  notApplicable: [['no password', accountWithUsers(user())]],
})
