import { days } from '#shared/rules/parameters.ts'
import { fail, notApplicable } from '#shared/rules/outcome.ts'
import { defineRule } from '#shared/rules/rule.ts'
import { madeWords, makesCredential } from '#shared/rules/activity/credential-making.ts'
import {
  occurrenceEvidence,
  principalName,
  recentOf,
  sinceOf,
  whenAndWhere,
} from '#shared/rules/activity/occurrence-words.ts'
import { targetsSeen, targetUser } from '#shared/rules/activity/seen-subjects.ts'

/** Of the watch alone: the daily audit sees the credential itself. */
export const credentialMade = defineRule({
  id: 'credential-made',
  family: 'activity',
  title: 'A long-lived credential was made',
  severity: 'medium',
  frameworks: [],
  rationale: 'Whoever has come in makes a credential of his own first, so that he can come again.',
  remediation: 'Ask who made it whether they did. If nobody knows, deactivate it and read what its maker did besides.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(2, 'Days for which a late event is still told.') },
  subjects: targetsSeen({ kinds: ['credential change'], meant: makesCredential }, targetUser),
  evaluate({ occurrences, subject }, { now, parameters: { recentDays } }) {
    const recent = recentOf(occurrences, recentDays, now)
    const last = recent.at(-1)
    if (last === undefined) return notApplicable('no credential was made')
    const by = principalName(last.principalArn)
    return fail(`${by} made ${madeWords(last)} for ${subject.name} ${whenAndWhere(last)}.`, {
      ...sinceOf(recent),
      evidence: occurrenceEvidence(recent),
    })
  },
})
