import { matchesGlob } from '#shared/facts/glob.ts'
import { awsCommand } from '../command.ts'
import { fail, notApplicable } from '../outcome.ts'
import { days, words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import {
  callsOf,
  keysSeen,
  keyTraceLabel,
  lastUsedWithin,
  networksOf,
  productsOf,
  someOf,
  traceEvidence,
} from './key-traces.ts'
import { timeWords } from './occurrence-words.ts'
import { quiet } from './watched-days.ts'

export const canaryKeyInLog = defineRule({
  id: 'canary-key-in-log',
  family: 'activity',
  title: 'Access key of a canary made calls',
  severity: 'critical',
  frameworks: [],
  rationale:
    'A canary key lies where only an intruder looks. Each call with it, a refused one too, says that somebody has been there, and the log says from where.',
  remediation:
    'Treat the place where the key lay as broken into. Look for other calls from the same addresses and clients, then lay out a new canary.',
  needs: ['cloudtrail'],
  parameters: {
    recentDays: days(90, 'Days for which a call is a finding.'),
    users: words([], 'Names of canary users (patterns), besides the users of an identity class named `canary`.'),
  },
  subjects: keysSeen,
  evaluate(trace, { now, account, activity, identityClass, parameters: { recentDays, users } }) {
    const isCanary = identityClass === 'canary' || users.some((pattern) => matchesGlob(pattern, trace.ownerName))
    if (!isCanary) return notApplicable('the owner is not configured as a canary')
    if (!lastUsedWithin(trace, recentDays, now))
      return quiet(activity, account, { now, days: recentDays, where: 'everywhere' })
    const calls = [...new Set(callsOf(trace.use).map(({ eventName }) => eventName))]
    return fail(
      `${keyTraceLabel(trace)} is a canary that nobody should use, and called ${someOf(calls)} with ${someOf([...productsOf(trace.use).keys()]) || 'an unnamed client'} from ${someOf([...networksOf(trace.use).keys()]) || 'no address'}, last ${timeWords(trace.use.seen.last)}.`,
      {
        ...(trace.use.seen.first === undefined ? {} : { since: new Date(trace.use.seen.first) }),
        evidence: traceEvidence(trace),
      },
    )
  },
  commands: ({ use, ownerName }) => [
    awsCommand('iam update-access-key', {
      'user-name': ownerName,
      'access-key-id': use.accessKeyId,
      status: 'Inactive',
    }),
  ],
})
