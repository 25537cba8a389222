import type { Occurrence } from '#shared/activity/occurrence.ts'
import { fail } from '../outcome.ts'
import { days, words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { occurrenceEvidence, recentOf, sinceOf, whenAndWhere, withoutThoseBy } from './occurrence-words.ts'
import { actorsSeen } from './seen-subjects.ts'
import { changesSignIn, gravestSignInChange, signInChangeOf } from './sign-in-changes.ts'
import { quiet } from './watched-days.ts'

const WHICH = ['sAMLProviderArn', 'openIDConnectProviderArn', 'name', 'url', 'directoryId']

const whichOf = ({ details }: Occurrence): string => {
  const which = WHICH.map((name) => details[name]).find((value) => value !== undefined)
  return which === undefined ? '' : ` (${which})`
}

export const wayToSignInChanged = defineRule({
  id: 'way-to-sign-in-changed',
  family: 'activity',
  title: 'A source of identities was added, changed or removed',
  severity: 'medium',
  frameworks: [],
  rationale:
    'Whoever holds the key of an identity provider or of a certificate authority that the account believes can be any of the people and machines that it vouches for.',
  remediation:
    'Compare with the change that asked for it. If there is none, delete the provider or anchor, and read what its maker and the sessions of its roles did.',
  needs: ['cloudtrail'],
  parameters: {
    recentDays: days(30, 'Days for which it is a finding.'),
    deploymentRoles: words([], 'ARNs (patterns) of roles whose task it is.'),
  },
  subjects: actorsSeen({ kinds: ['credential change'], meant: changesSignIn }),
  evaluate({ occurrences, subject }, { now, account, activity, parameters: { recentDays, deploymentRoles } }) {
    const recent = withoutThoseBy(recentOf(occurrences, recentDays, now), deploymentRoles)
    const [first, ...others] = recent
    if (first === undefined) return quiet(activity, account, { now, days: recentDays, where: 'everywhere' })
    const told = gravestSignInChange(first, others)
    const { words: did, severity } = signInChangeOf(told)
    return fail(`${subject.name} ${did}${whichOf(told)} ${whenAndWhere(told)}.`, {
      ...sinceOf(recent),
      severity,
      evidence: occurrenceEvidence(recent),
    })
  },
})
