import { awsCommand } from '../command.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { count, days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { callsOf, type KeyCall, keysSeen, keyTraceLabel, lastUsedWithin, someOf, traceEvidence } from './key-traces.ts'

/** What every key may do whatever its policies say: it proves nothing but that the key is alive. */
const ALWAYS_ALLOWED: ReadonlySet<string> = new Set(['GetCallerIdentity', 'GetSessionToken'])

const provesUse = ({ eventSource, eventName, outcome }: KeyCall): boolean =>
  outcome !== 'denied' &&
  outcome !== 'no-evidence' &&
  !(eventSource === 'sts.amazonaws.com' && ALWAYS_ALLOWED.has(eventName))

export const accessKeyOnlyDenied = defineRule({
  id: 'access-key-only-denied',
  family: 'activity',
  title: 'All that an access key does is denied',
  severity: 'medium',
  frameworks: [],
  rationale:
    'Either a program has been broken for long without anybody missing it, or somebody is finding out what a key that they found can do.',
  remediation:
    'Ask the owner. Nothing works with this key, so nothing breaks when it goes: deactivate it, and delete it some days later.',
  needs: ['cloudtrail'],
  parameters: {
    recentDays: days(30, 'Days within which the key must have made a call.'),
    deniedCalls: count(5, 'Denied calls from which on it is a finding.', { min: 1, max: 10_000 }),
  },
  subjects: keysSeen,
  evaluate(trace, { now, parameters: { recentDays, deniedCalls } }) {
    if (!lastUsedWithin(trace, recentDays, now)) return notApplicable('no recent call of the key was seen')
    const calls = callsOf(trace.use)
    if (calls.some(provesUse)) return pass
    const denied = calls.filter(({ outcome }) => outcome === 'denied')
    const total = denied.reduce((sum, { seen }) => sum + seen.count, 0)
    if (total < deniedCalls) return pass
    if (trace.use.calls.values.overflowed)
      return unknown('the key made so many different calls that the profile holds only a part')
    const names = [...new Set(denied.map(({ eventName }) => eventName))]
    return fail(`${keyTraceLabel(trace)} was denied all that it asked for: ${someOf(names)}.`, {
      ...(trace.use.seen.first === undefined ? {} : { since: new Date(trace.use.seen.first) }),
      evidence: { ...traceEvidence(trace), deniedCalls: total },
    })
  },
  commands: ({ use, ownerName }) => [
    awsCommand('iam update-access-key', {
      'user-name': ownerName,
      'access-key-id': use.accessKeyId,
      status: 'Inactive',
    }),
  ],
})
