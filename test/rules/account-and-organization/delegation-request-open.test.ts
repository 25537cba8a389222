import { known, unknownFact } from '#shared/facts/known.ts'
import type { DelegationRequest } from '#shared/facts/settings.ts'
import { delegationRequestOpen } from '#shared/rules/account-and-organization/delegation-request-open.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account, at } from '#test/support/facts.ts'

const withRequest = (more: Partial<DelegationRequest>) =>
  account({ delegationRequests: known([{ kind: 'delegation-request', id: 'dr-1', state: 'ACCEPTED', ...more }]) })

describeRule(delegationRequestOpen, {
  now: '2026-04-01',
  pass: [['exactly at the limit', withRequest({ createdAt: at('2026-03-30'), expiresAt: at('2026-04-06') })]],
  fail: [
    [
      'pending',
      withRequest({ state: 'PENDING_APPROVAL', createdAt: at('2026-03-30') }),
      'Delegation request dr-1 is pending since 2026-03-30 (PENDING_APPROVAL).',
    ],
    ['pending, age not told', withRequest({ state: 'UNASSIGNED' }), 'Delegation request dr-1 is pending (UNASSIGNED).'],
    [
      'one millisecond too long',
      withRequest({ state: 'FINALIZED', createdAt: at('2026-03-30'), expiresAt: at('2026-04-06T00:00:00.001Z') }),
      'Delegation dr-1 lasts from 2026-03-30 to 2026-04-06; the limit is 7 days.',
    ],
  ],
  unknown: [
    ['not read', account({ delegationRequests: unknownFact('denied') }), 'denied'],
    ['a new state', withRequest({ state: 'PAUSED' }), 'IAM says PAUSED, a state that is not known here'],
    ['end not told', withRequest({ createdAt: at('2026-03-30') }), 'when delegation dr-1 ends is not told'],
    ['begin not told', withRequest({ expiresAt: at('2026-05-30') }), 'when delegation dr-1 began is not told'],
  ],
  notApplicable: [
    ['rejected', withRequest({ state: 'REJECTED' })],
    ['ended', withRequest({ createdAt: at('2025-01-01'), expiresAt: at('2026-04-01') })],
  ],
})
