import type { Occurrence } from '#shared/activity/occurrence.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { awsCommand } from '../command.ts'
import { fail, notApplicable } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { occurrenceEvidence, principalName, recentOf, sinceOf, whenAndWhere } from './occurrence-words.ts'
import { policiesAreJudged } from './policies-are-judged.ts'
import { targetRole, targetsSeen } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

const outsidersOf = ({ details }: Occurrence): readonly string[] =>
  (details['outsidersTrusted'] ?? '').split(' ').filter((id) => id !== '')

const opensRole = (occurrence: Occurrence): boolean =>
  occurrence.outcome === 'ok' &&
  (occurrence.eventName === 'CreateRole' || occurrence.eventName === 'UpdateAssumeRolePolicy') &&
  outsidersOf(occurrence).length > 0

const strangersOf = (occurrence: Occurrence, account: AccountFacts, knownAccounts: readonly string[]) => {
  const members = account.organizationAccounts.state === 'known' ? account.organizationAccounts.value : []
  const friends = new Set([...knownAccounts, ...members.map(({ id }) => id)])
  return outsidersOf(occurrence).filter((id) => !friends.has(id))
}

const partyWords = (ids: readonly string[]): string =>
  ids.includes('*') ? 'anyone' : `${ids.length === 1 ? 'account' : 'accounts'} ${ids.join(', ')}`

export const roleOpenedToOutside = defineRule({
  id: 'role-opened-to-outside',
  family: 'activity',
  title: 'The trust policy of a role was opened to another account',
  severity: 'high',
  frameworks: [],
  rationale:
    'A role that another account may assume is a way back in that survives every change of keys and passwords in this one.',
  remediation:
    'Ask who made the change for whom. Name the account in `knownAccounts` of the configuration if it is meant, else put the earlier trust policy back and read what the maker did besides.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(30, 'Days for which it is a finding.') },
  subjects: targetsSeen({ kinds: ['credential change'], meant: opensRole }, targetRole),
  evaluate({ occurrences, subject }, { now, account, activity, configuration, parameters: { recentDays } }) {
    if (policiesAreJudged(account)) return notApplicable('the trust policies themselves are judged')
    const recent = recentOf(occurrences, recentDays, now).filter(
      (occurrence) => strangersOf(occurrence, account, configuration.knownAccounts).length > 0,
    )
    const last = recent.at(-1)
    if (last === undefined) return quiet(activity, account, { now, days: recentDays, where: 'home' })
    const strangers = strangersOf(last, account, configuration.knownAccounts)
    return fail(
      `${principalName(last.principalArn)} let ${partyWords(strangers)} assume role ${subject.name} ${whenAndWhere(last)}.`,
      {
        ...sinceOf(recent),
        ...(strangers.includes('*') ? { severity: 'critical' } : {}),
        evidence: occurrenceEvidence(recent),
      },
    )
  },
  commands: ({ subject: { type, name } }) =>
    type === 'role' ? [awsCommand('iam get-role', { 'role-name': name, query: 'Role.AssumeRolePolicyDocument' })] : [],
})
