import { awsCommand } from '../command.ts'
import { fail, notApplicable } from '../outcome.ts'
import { days, words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { madeWords, makesCredential } from './credential-making.ts'
import {
  occurrenceEvidence,
  principalName,
  recentOf,
  sinceOf,
  whenAndWhere,
  withoutThoseBy,
} from './occurrence-words.ts'
import { targetsSeen, targetUser } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

export const credentialMadeOutsideDeployment = defineRule({
  id: 'credential-made-outside-deployment',
  family: 'activity',
  title: 'A long-lived credential was made by hand, outside the deployment role',
  severity: 'medium',
  frameworks: [],
  rationale:
    'Where all users and keys come from a pipeline, a credential that does not is one that no review has seen and no template will remove.',
  remediation: 'Move it into the template, or delete it. Let a policy deny these calls to everybody but the pipeline.',
  needs: ['cloudtrail'],
  parameters: {
    recentDays: days(30, 'Days for which it is a finding.'),
    deploymentRoles: words([], 'ARNs (patterns) that make credentials by design. Without any the rule does not apply.'),
  },
  subjects: targetsSeen({ kinds: ['credential change'], meant: makesCredential }, targetUser),
  evaluate({ occurrences, subject }, { now, account, activity, parameters: { recentDays, deploymentRoles } }) {
    if (deploymentRoles.length === 0) return notApplicable('no deployment role is configured')
    const recent = withoutThoseBy(recentOf(occurrences, recentDays, now), deploymentRoles)
    const last = recent.at(-1)
    if (last === undefined) return quiet(activity, account, { now, days: recentDays, where: 'home' })
    return fail(
      `${principalName(last.principalArn)} made ${madeWords(last)} for ${subject.name} ${whenAndWhere(last)}, outside the deployment role.`,
      { ...sinceOf(recent), evidence: occurrenceEvidence(recent) },
    )
  },
  commands: ({ subject: { type, name } }) =>
    type === 'user' ? [awsCommand('iam list-access-keys', { 'user-name': name })] : [],
})
