import type { AccessKeyUse } from '#shared/activity/usage-profile.ts'
import { awsCommand } from '../command.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { agentsIn, isAttackSystem, isScanner } from './attack-agents.ts'
import { keysSeen, keyTraceLabel, lastUsedWithin, someOf, traceEvidence } from './key-traces.ts'

/** What was seen, in words; undefined where nothing was. */
const foundIn = ({ userAgents }: AccessKeyUse): string | undefined => {
  const agents = agentsIn(userAgents)
  const scanners = agents.filter(isScanner)
  if (scanners.length > 0) return `was tried by a scanner: ${someOf(scanners)}`
  const systems = agents.filter(isAttackSystem)
  return systems.length > 0 ? `was used on a system made for breaking in: ${someOf(systems)}` : undefined
}

export const accessKeyTriedByScanner = defineRule({
  id: 'access-key-tried-by-scanner',
  family: 'activity',
  title: 'A scanner for leaked keys or a tool for breaking in has used this access key',
  severity: 'high',
  frameworks: [],
  rationale:
    'A scanner signs a call with every key that it finds, to learn whether it works. So the key stood somewhere where the scanner could read it: in a repository, a page, an image, a ticket. A system such as Kali Linux in the user agent means that somebody tests, or attacks.',
  remediation:
    'Find out whose it was. Even if it was your own, the key has leaked: make a new one, deactivate this one, and read what else was done with it and from where.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(90, 'Days within which the key must have made a call.') },
  subjects: keysSeen,
  evaluate(trace, { now, parameters: { recentDays } }) {
    if (!lastUsedWithin(trace, recentDays, now)) return notApplicable('no recent call of the key was seen')
    const found = foundIn(trace.use)
    if (found !== undefined) {
      return fail(`${keyTraceLabel(trace)} ${found}.`, {
        ...(trace.use.seen.first === undefined ? {} : { since: new Date(trace.use.seen.first) }),
        evidence: traceEvidence(trace),
      })
    }
    if (trace.use.userAgents.values.overflowed)
      return unknown('the key was used with so many user agents that the profile holds only a part')
    return pass
  },
  commands: ({ use, ownerName }) => [
    awsCommand('iam update-access-key', {
      'user-name': ownerName,
      'access-key-id': use.accessKeyId,
      status: 'Inactive',
    }),
  ],
})
