import { isOlderThan, isoDate } from '#shared/facts/instant.ts'
import { awsCommand } from '../command.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'

// States of ListDelegationRequests (IAM API reference, "DelegationRequest").
const PENDING: ReadonlySet<string> = new Set(['UNASSIGNED', 'ASSIGNED', 'PENDING_APPROVAL'])
const GRANTED: ReadonlySet<string> = new Set(['ACCEPTED', 'FINALIZED'])
const CLOSED: ReadonlySet<string> = new Set(['REJECTED', 'EXPIRED'])

export const delegationRequestOpen = defineRule({
  id: 'delegation-request-open',
  family: 'account-and-organization',
  title: 'A delegation request is pending, or grants access for long',
  severity: 'medium',
  frameworks: [],
  rationale:
    'A delegation request lets a vendor act in the account for a time; one that nobody knows of should not be accepted by accident.',
  remediation: 'Ask who expects the request. Reject it if nobody does, and shorten what lasts longer than the work.',
  needs: ['delegation-requests'],
  parameters: { maxGrantDays: days(7, 'Days that an accepted delegation may last from its creation.') },
  subjects: (account) => account.delegationRequests,
  evaluate(request, { now, parameters: { maxGrantDays } }) {
    const { id, state, createdAt, expiresAt } = request
    const since = createdAt === undefined ? {} : { since: createdAt }
    const evidence = { state, description: request.description ?? null }
    if (CLOSED.has(state)) return notApplicable(`the request is ${state.toLowerCase()}`)
    if (PENDING.has(state)) {
      const when = createdAt === undefined ? '' : ` since ${isoDate(createdAt)}`
      return fail(`Delegation request ${id} is pending${when} (${state}).`, { ...since, evidence })
    }
    if (!GRANTED.has(state)) return unknown(`IAM says ${state}, a state that is not known here`)
    if (expiresAt === undefined) return unknown(`when delegation ${id} ends is not told`)
    if (expiresAt <= now) return notApplicable('the delegation has ended')
    if (createdAt === undefined) return unknown(`when delegation ${id} began is not told`)
    if (!isOlderThan(createdAt, maxGrantDays, expiresAt)) return pass
    return fail(
      `Delegation ${id} lasts from ${isoDate(createdAt)} to ${isoDate(expiresAt)}; the limit is ${maxGrantDays} days.`,
      { ...since, evidence },
    )
  },
  commands: ({ id }) => [awsCommand('iam reject-delegation-request', { 'delegation-request-id': id })],
})
