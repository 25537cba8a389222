import { exceptionUnused } from '#shared/rules/exceptions/exception-unused.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithExceptions, exceptionUse } from '#test/support/exceptions.ts'
import { account, at } from '#test/support/facts.ts'

describeRule(exceptionUnused, {
  now: '2026-04-01',
  pass: [['it excepts something', accountWithExceptions(exceptionUse({ matched: 1 }))]],
  fail: [
    [
      'it excepts nothing',
      accountWithExceptions(exceptionUse({ matched: 0 })),
      'The exception from access-key-not-rotated for ci-* (exceptions.yaml line 2) matches no finding. Its owner is ops@example.com.',
    ],
  ],
  unknown: [
    [
      'its rule could not judge everything',
      accountWithExceptions(exceptionUse({ matched: 0, ruleInTheDark: true })),
      'Whether the exception from access-key-not-rotated is needed is not known: that rule could not judge everything.',
    ],
  ],
  notApplicable: [
    ['no exceptions', account()],
    [
      'it has ended: another rule says so',
      accountWithExceptions(exceptionUse({ matched: 0, endsAt: at('2026-04-01') })),
    ],
  ],
})
