import type { AccessKeyUse } from '#shared/activity/usage-profile.ts'
import { awsCommand } from '../command.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { formsBeyond, keysSeen, keyTraceLabel, lastUsedWithin, someOf, traceEvidence } from './key-traces.ts'

/** Tools that try the keys which they find, and the attack frameworks that people point at a key they have got hold of. */
const SCANNERS: readonly RegExp[] = [/trufflehog/i, /\bpacu\b/i, /cloudfox/i, /enumerate-iam/i, /scoutsuite/i]

const scannersOf = ({ userAgents }: AccessKeyUse): readonly string[] =>
  userAgents.values.keys().filter((agent) => SCANNERS.some((scanner) => scanner.test(agent)))

export const accessKeyTriedByScanner = defineRule({
  id: 'access-key-tried-by-scanner',
  family: 'activity',
  title: 'A tool that looks for leaked keys has tried this one',
  severity: 'high',
  frameworks: [],
  rationale:
    'A scanner signs a call with every key that it finds, to learn whether it works. So the key stood somewhere where the scanner could read it: in a repository, a page, an image, a ticket.',
  remediation:
    'Find out whose scanner it was. Even if it was your own, the key has leaked: make a new one, deactivate this one, and read what else was done with it and from where.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(90, 'Days within which the key must have made a call.') },
  subjects: keysSeen,
  evaluate(trace, { now, parameters: { recentDays } }) {
    if (!lastUsedWithin(trace, recentDays, now)) return notApplicable('no recent call of the key was seen')
    const scanners = scannersOf(trace.use)
    if (scanners.length > 0) {
      return fail(`${keyTraceLabel(trace)} was tried by a scanner: ${someOf(scanners)}.`, {
        ...(trace.use.seen.first === undefined ? {} : { since: new Date(trace.use.seen.first) }),
        evidence: traceEvidence(trace),
      })
    }
    if (formsBeyond(trace.use.userAgents) === 'not told')
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
