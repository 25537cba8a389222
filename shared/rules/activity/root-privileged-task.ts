import { rootUseOf } from '#shared/activity/root-use.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import { fail } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { callNames, occurrenceEvidence, principalName, recentOf, sinceOf, whenAndWhere } from './occurrence-words.ts'
import { rootsSeen } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

export const rootPrivilegedTask = defineRule({
  id: 'root-privileged-task',
  family: 'activity',
  title: 'A privileged task ran as the root user of a member account',
  severity: 'medium',
  frameworks: [],
  rationale:
    'A session of sts:AssumeRoot is the right way to do what only root can do, for minutes and with one task policy. It is rare, so each session is worth a look.',
  remediation:
    'Compare with the change that asked for it: the actor and the task policy are in the evidence where the call that opened the session was seen.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(30, 'Days for which a task is listed.') },
  subjects: rootsSeen({ kinds: ['privileged task'] }),
  evaluate({ occurrences }, { now, account, activity, parameters: { recentDays } }) {
    const recent = recentOf(occurrences, recentDays, now)
    const last = recent.at(-1)
    if (last === undefined || activity === undefined)
      return quiet(activity, account, { now, days: recentDays, where: 'everywhere' })
    const openers = new Map(
      rootUseOf(activity).privilegedTasks.flatMap(({ task, openedBy }) =>
        openedBy ? [[task.accessKeyId, openedBy]] : [],
      ),
    )
    const opener = openers.get(last.accessKeyId)
    const by =
      opener === undefined
        ? 'who opened the session is not in this log'
        : `opened by ${opener.actor} with ${principalName(opener.taskPolicyArn)}`
    const sessions: readonly JsonValue[] = [...new Set(recent.map(({ accessKeyId }) => accessKeyId))].map((id) => ({
      sessionAccessKeyId: id,
      openedBy: openers.get(id)?.actor ?? null,
      taskPolicyArn: openers.get(id)?.taskPolicyArn ?? null,
    }))
    return fail(`A privileged task ran as the root user (${callNames(recent)}), last ${whenAndWhere(last)}; ${by}.`, {
      ...sinceOf(recent),
      evidence: { ...occurrenceEvidence(recent), sessions },
    })
  },
})
