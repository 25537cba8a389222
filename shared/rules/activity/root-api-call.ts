import { cis } from '../frameworks.ts'
import { fail } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { callNames, mfaWords, occurrenceEvidence, recentOf, sinceOf, whenAndWhere } from './occurrence-words.ts'
import { rootsSeen } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

export const rootApiCall = defineRule({
  id: 'root-api-call',
  family: 'activity',
  title: 'The root user made calls',
  severity: 'high',
  frameworks: cis('1.7', { v50: '1.6', v60: '2.6', v70: '2.7' }),
  rationale:
    'These are calls of a person or a key with the root identity. What AWS services do for the account under that name is not counted, nor are privileged tasks through sts:AssumeRoot, which have a rule of their own.',
  remediation:
    'Ask who did this and why, and give the work a role. If an access key of the root user was used, replace it by a role and delete it.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(30, 'Days for which a call is a finding.') },
  subjects: rootsSeen({ kinds: ['root call'] }),
  evaluate({ occurrences }, { now, account, activity, parameters: { recentDays } }) {
    const recent = recentOf(occurrences, recentDays, now)
    const last = recent.at(-1)
    if (last === undefined) return quiet(activity, account, { now, days: recentDays, where: 'everywhere' })
    const byKey = recent.findLast(({ accessKeyId }) => accessKeyId.startsWith('AKIA'))
    const key = byKey === undefined ? '' : `, with its access key ${byKey.accessKeyId}`
    return fail(
      `The root user called ${callNames(recent)}, last ${whenAndWhere(last)} in ${last.region}, ${mfaWords(last)}${key}.`,
      {
        ...sinceOf(recent),
        ...(byKey === undefined ? {} : { severity: 'critical' }),
        evidence: occurrenceEvidence(recent),
      },
    )
  },
})
