import type { Occurrence } from '#shared/activity/occurrence.ts'
import { fail } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { callNames, occurrenceEvidence, recentOf, sinceOf, whenAndWhere } from './occurrence-words.ts'
import { actorsSeen } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

/** Calls with a policy, which IAM holds to 10,240 characters. SAML metadata and certificate chains are large without anybody's malice. */
const WITH_POLICY: ReadonlySet<string> = new Set([
  'CreatePolicy',
  'CreatePolicyVersion',
  'CreateRole',
  'PutGroupPolicy',
  'PutRolePolicy',
  'PutUserPolicy',
  'UpdateAssumeRolePolicy',
])

const isHidden = ({ eventName, outcome, details }: Occurrence): boolean =>
  outcome === 'ok' && WITH_POLICY.has(eventName) && details['parametersOmitted'] === 'true'

export const iamChangeHiddenFromLog = defineRule({
  id: 'iam-change-hidden-from-log',
  family: 'activity',
  title: 'A policy was padded until the log left it out',
  severity: 'high',
  frameworks: [],
  rationale:
    'CloudTrail leaves out parameters of more than 100 kB, and IAM does not count white space in a policy. So a policy that is filled up with blanks comes into force, and the log shows neither the policy nor whose it is. Nobody does that by mistake.',
  remediation:
    'Look in IAM at what the actor can change: newest policies, versions, roles and trust policies. Take back what nobody asked for, and read what the actor did besides.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(90, 'Days for which it is a finding.') },
  subjects: actorsSeen({ kinds: ['credential change'], meant: isHidden }),
  evaluate({ occurrences, subject }, { now, account, activity, parameters: { recentDays } }) {
    const recent = recentOf(occurrences, recentDays, now)
    const last = recent.at(-1)
    if (last === undefined) return quiet(activity, account, { now, days: recentDays, where: 'home' })
    return fail(
      `${subject.name} called ${callNames(recent)} with a policy so large that the log does not show it, last ${whenAndWhere(last)}.`,
      { ...sinceOf(recent), evidence: occurrenceEvidence(recent) },
    )
  },
})
