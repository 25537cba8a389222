import { meantToBeIdle } from '../idleness.ts'
import { fail, notApplicable } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { keysSeen, keyTraceLabel, lastUsedWithin, productsOf, someOf, traceEvidence } from './key-traces.ts'
import { roleKindFor } from './role-kinds.ts'

export const accessKeyWhereRoleBelongs = defineRule({
  id: 'access-key-where-role-belongs',
  family: 'activity',
  title: 'Long-lived access key makes calls where a role would do',
  severity: 'medium',
  frameworks: [],
  rationale:
    'Clients and addresses in the log tell where a key is used, and for each such place there is a way without a key that never expires.',
  remediation:
    'Set up the role that the finding names, move the calls there, watch that the key falls quiet, deactivate it, and delete it some days later.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(30, 'Days within which the key must have made a call.') },
  subjects: keysSeen,
  evaluate(trace, { now, identityClass, parameters: { recentDays } }) {
    const idle = meantToBeIdle(identityClass)
    if (idle) return idle
    if (trace.ownerArn.endsWith(':root')) return notApplicable('keys of the root user have rules of their own')
    if (!lastUsedWithin(trace, recentDays, now)) return notApplicable('no recent call of the key was seen')
    const { kind, advice, sign } = roleKindFor(trace.use, identityClass === 'person')
    return fail(
      `${keyTraceLabel(trace)} is used with ${someOf([...productsOf(trace.use).keys()]) || 'an unnamed client'}. A role belongs there: ${advice}.`,
      {
        ...(trace.use.seen.first === undefined ? {} : { since: new Date(trace.use.seen.first) }),
        evidence: {
          ...traceEvidence(trace),
          kind,
          advice,
          sign,
        },
      },
    )
  },
})
