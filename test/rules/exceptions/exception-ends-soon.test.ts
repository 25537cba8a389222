import { exceptionEndsSoon } from '#shared/rules/exceptions/exception-ends-soon.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithExceptions, exceptionUse } from '#test/support/exceptions.ts'
import { account, at } from '#test/support/facts.ts'

const ending = (endsAt: Date, matched = 1) => accountWithExceptions(exceptionUse({ endsAt, matched }))

describeRule(exceptionEndsSoon, {
  now: '2026-04-01',
  pass: [
    ['months to go', ending(at('2026-07-01'))],
    ['a millisecond more than the notice', ending(new Date(at('2026-04-15').getTime() + 1))],
  ],
  fail: [
    [
      'exactly the notice',
      ending(at('2026-04-15')),
      'The exception from access-key-not-rotated for ci-* (exceptions.yaml line 2) ends on 2026-04-14: then 1 finding will be open. Its owner is ops@example.com.',
    ],
    [
      'today is its last day',
      ending(at('2026-04-02'), 2),
      'The exception from access-key-not-rotated for ci-* (exceptions.yaml line 2) ends on 2026-04-01: then 2 findings will be open. Its owner is ops@example.com.',
    ],
  ],
  notApplicable: [
    ['no exceptions', account()],
    ['it has ended', ending(at('2026-04-01'))],
    ['it matches nothing', ending(at('2026-04-02'), 0)],
  ],
})
