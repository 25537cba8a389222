import { expect, test } from 'vitest'
import { subscriptionsCheck } from '#shared/jobs/doctor/topic-checks.ts'

test.each([
  [{ confirmed: 2, pending: 0 }, 'well', '2 subscriptions confirmed, 0 pending.'],
  [{ confirmed: 1, pending: 1 }, 'wrong', '1 subscription confirmed, 1 pending. Who has not confirmed'],
  [{ confirmed: 0, pending: 1 }, 'wrong', '0 subscriptions confirmed, 1 pending. Nobody hears'],
] as const)('%j: %s', (counted, state, words) => {
  const check = subscriptionsCheck('topic', counted)
  expect([check.state, check.words.startsWith(words)]).toEqual([state, true])
})
