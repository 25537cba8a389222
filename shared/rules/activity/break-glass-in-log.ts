import type { Seen as Sighting } from '#shared/activity/sightings.ts'
import { addSighting, newSighting } from '#shared/activity/sightings.ts'
import type { ActionUse } from '#shared/activity/usage-profile.ts'
import { DAY_MS } from '#shared/facts/instant.ts'
import { knownOr } from '#shared/facts/known.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import { breakGlassTags, isBreakGlass } from '../break-glass.ts'
import { fail, notApplicable, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { timeWords } from './occurrence-words.ts'
import { someOf } from './key-traces.ts'
import { usesOfPrincipal, whereActivity } from './seen-subjects.ts'
import { noActivityWords, quiet } from './watched-days.ts'

const usersAndRoles = whereActivity((_, account): readonly (User | Role)[] => [
  ...knownOr(account.users, []),
  ...knownOr(account.roles, []),
])

const together = (actions: readonly ActionUse[]): Sighting => {
  const all = newSighting()
  for (const { seen } of actions) addSighting(all, seen)
  return all
}

export const breakGlassInLog = defineRule({
  id: 'break-glass-in-log',
  family: 'activity',
  title: 'A break-glass identity made calls',
  severity: 'high',
  frameworks: [],
  rationale:
    'An identity for emergencies is excused from nearly all rules. In exchange, each use must be explained, and the log says what it was for.',
  remediation:
    'Ask who used it and for which emergency, compare with the calls, and renew its credentials. If nobody can say, treat it as an intrusion.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(30, 'Days for which a use is a finding.'), breakGlassTags },
  subjects: usersAndRoles,
  evaluate(principal, { now, account, activity, identityClass, parameters: { recentDays, breakGlassTags } }) {
    const isMeant =
      principal.kind === 'role'
        ? isBreakGlass(principal, identityClass, breakGlassTags)
        : identityClass === 'break-glass'
    if (!isMeant) return notApplicable('not a break-glass identity')
    if (activity === undefined) return unknown(noActivityWords(account))
    const actions = usesOfPrincipal(activity, principal.arn)
      .flatMap((use) => use.actions.values())
      .filter(({ seen }) => seen.last === undefined || now.getTime() - seen.last <= recentDays * DAY_MS)
    if (actions.length === 0) return quiet(activity, account, { now, days: recentDays, where: 'everywhere' })
    const { last } = together(actions)
    const addresses = new Set(actions.flatMap(({ sourceAddresses }) => sourceAddresses.values.keys()))
    const names = [...new Set(actions.map(({ eventName }) => eventName))]
    return fail(
      `Break-glass ${principal.kind} ${principal.name} called ${someOf(names)} from ${someOf([...addresses]) || 'no address'}, last ${timeWords(last)}.`,
      {
        evidence: {
          last: last === undefined ? null : new Date(last).toISOString(),
          calls: names.sort().slice(0, 50),
          sourceAddresses: [...addresses].sort().slice(0, 20),
        },
      },
    )
  },
})
