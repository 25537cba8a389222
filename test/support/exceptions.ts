import type { AccountFacts } from '#shared/facts/account.ts'
import type { ExceptionUse, OptOutTag } from '#shared/facts/exception.ts'
import type { Exception } from '#shared/findings/exceptions.ts'
import { account, at, owner } from './facts.ts'

export const exception = (more: Partial<Exception> = {}): Exception => ({
  origin: 'file',
  ruleId: 'access-key-not-rotated',
  subject: 'ci-*',
  reason: 'The vendor cannot use roles before summer.',
  owner: 'ops@example.com',
  endsAt: at('2026-07-01'),
  place: 'exceptions.yaml line 2',
  ...more,
})
export const exceptionUse = (more: Partial<ExceptionUse> = {}): ExceptionUse => ({
  kind: 'exception',
  ...exception(),
  matched: 1,
  ruleInTheDark: false,
  ...more,
})
export const optOutTag = (more: Partial<OptOutTag> = {}): OptOutTag => ({
  kind: 'opt-out-tag',
  principal: { kind: 'user', arn: owner('alice').arn, name: 'alice', uniqueId: 'AIDAALICE' },
  key: 'credaudit-except',
  value: 'access-key-not-rotated until 2026-06-30 by ops: moves to roles in summer',
  reading: {
    state: 'read',
    ruleIds: ['access-key-not-rotated'],
    owner: 'ops',
    reason: 'moves to roles in summer',
    endsAt: at('2026-07-01'),
  },
  ...more,
})
export const accountWithExceptions = (...exceptions: readonly ExceptionUse[]): AccountFacts => account({ exceptions })
export const accountWithOptOutTags = (...optOutTags: readonly OptOutTag[]): AccountFacts => account({ optOutTags })
