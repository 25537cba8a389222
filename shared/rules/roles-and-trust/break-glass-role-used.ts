import { isOlderThan } from '#shared/facts/instant.ts'
import { breakGlassTags, isBreakGlass } from '../break-glass.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { roleUseWords } from './role-words.ts'

export const breakGlassRoleUsed = defineRule({
  id: 'break-glass-role-used',
  yieldsTo: ['break-glass-in-log'],
  family: 'roles-and-trust',
  title: 'A break-glass role was used',
  severity: 'high',
  frameworks: [],
  rationale: 'A role for emergencies is excused from being idle; so its use has to be asked about each time.',
  remediation:
    'Find who assumed the role, in CloudTrail, and whether there was an emergency. Rotate what it protects if there was none.',
  needs: ['account-authorization-details'],
  parameters: { windowDays: days(30, 'Days within which a use is a finding.'), breakGlassTags },
  subjects: (account) => account.roles,
  evaluate(role, { now, identityClass, parameters }) {
    if (!isBreakGlass(role, identityClass, parameters.breakGlassTags)) return notApplicable('not a break-glass role')
    const { lastUsed } = role
    if (lastUsed.state === 'unknown') return unknown(lastUsed.reason)
    if (lastUsed.state === 'never-or-not-tracked' || isOlderThan(lastUsed.at, parameters.windowDays, now)) return pass
    return fail(`Break-glass role ${role.name} was ${roleUseWords(lastUsed)}.`, {
      since: lastUsed.at,
      evidence: { lastUsedAt: lastUsed.at.toISOString() },
    })
  },
})
