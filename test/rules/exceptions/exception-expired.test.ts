import { exceptionExpired } from '#shared/rules/exceptions/exception-expired.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithExceptions, exceptionUse } from '#test/support/exceptions.ts'
import { account, at } from '#test/support/facts.ts'

const WORDS = 'The exception from access-key-not-rotated for ci-* (exceptions.yaml line 2) expired on 2026-03-31; '

describeRule(exceptionExpired, {
  now: '2026-04-01',
  pass: [
    ['holds for months', accountWithExceptions(exceptionUse())],
    ['its last moment', accountWithExceptions(exceptionUse({ endsAt: new Date(at('2026-04-01').getTime() + 1) }))],
  ],
  fail: [
    [
      'the day has passed, and the finding is back',
      accountWithExceptions(exceptionUse({ endsAt: at('2026-04-01') })),
      `${WORDS}1 finding is open again. Its owner is ops@example.com.`,
    ],
    [
      'several are back',
      accountWithExceptions(exceptionUse({ endsAt: at('2026-04-01'), matched: 3 })),
      `${WORDS}3 findings are open again. Its owner is ops@example.com.`,
    ],
    [
      'the day has passed, and nothing is left of it',
      accountWithExceptions(exceptionUse({ endsAt: at('2026-04-01'), matched: 0 })),
      `${WORDS}nothing needs it any more. Its owner is ops@example.com.`,
    ],
  ],
  notApplicable: [['no exceptions', account()]],
})
