import { fail } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { occurrenceEvidence, principalName, recentOf, sinceOf, whenAndWhere } from './occurrence-words.ts'
import { actorsSeen } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

export const assumeRootCalled = defineRule({
  id: 'assume-root-called',
  family: 'activity',
  title: 'Somebody opened a root session in a member account',
  severity: 'medium',
  frameworks: [],
  rationale:
    'Whoever may call sts:AssumeRoot can, task by task, do in member accounts what only root can do: unlock a bucket or a queue, remove or create root credentials.',
  remediation:
    'Compare each session with the change that asked for it. Keep sts:AssumeRoot to one role of the central account that people enter with MFA and a reason.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(30, 'Days for which a session is listed.') },
  subjects: actorsSeen({ kinds: ['assume root'] }),
  evaluate({ occurrences, subject }, { now, account, activity, parameters: { recentDays } }) {
    const recent = recentOf(occurrences, recentDays, now)
    const opened = recent.filter(({ outcome }) => outcome === 'ok')
    const told = opened.at(-1) ?? recent.at(-1)
    if (told === undefined) return quiet(activity, account, { now, days: recentDays, where: 'everywhere' })
    const target = told.details['targetPrincipal'] ?? 'an account that the log does not name'
    const task = principalName(told.details['taskPolicyArn'] ?? 'a task policy that the log does not name')
    const verb = opened.length > 0 ? 'opened a root session' : 'tried, and was refused, to open a root session'
    return fail(`${subject.name} ${verb} in ${target} with ${task}, last ${whenAndWhere(told)}.`, {
      ...sinceOf(recent),
      ...(opened.length > 0 ? {} : { severity: 'low' }),
      evidence: occurrenceEvidence(recent),
    })
  },
})
