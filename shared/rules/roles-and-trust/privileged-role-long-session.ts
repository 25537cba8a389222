import { awsCommand } from '../command.ts'
import { expectedRoleReason } from '../expected-role.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { count } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { POWER_WORDS, rolePowerOf } from './role-words.ts'

export const privilegedRoleLongSession = defineRule({
  id: 'privileged-role-long-session',
  family: 'roles-and-trust',
  title: 'A privileged role allows long sessions',
  severity: 'low',
  frameworks: [],
  rationale: 'A stolen session works until it ends, and revoking it in time needs somebody who notices.',
  remediation:
    'Lower the role’s maximum session duration; sessions are renewed by who may, not by who has stolen them.',
  needs: ['account-authorization-details', 'roles'],
  parameters: {
    maxSessionHours: count(4, 'Hours that a session of a privileged role may last.', { min: 1, max: 12 }),
  },
  subjects: (account) => account.roles,
  evaluate(role, { account, parameters: { maxSessionHours } }) {
    const expected = expectedRoleReason(role, account)
    if (expected !== undefined) return notApplicable(expected)
    const duration = role.maxSessionDuration
    if (duration.state === 'known' && duration.value <= maxSessionHours * 3600) return pass
    const power = rolePowerOf(role, account)
    if (power.state === 'unknown') return unknown(power.reason)
    if (power.value === 'limited') return notApplicable('the role is not privileged')
    if (duration.state === 'unknown') return unknown(duration.reason)
    const hours = Math.ceil(duration.value / 360) / 10
    return fail(
      `Role ${role.name} ${POWER_WORDS[power.value]} and allows sessions of ${hours} hours; the limit is ${maxSessionHours} hours.`,
      { evidence: { maxSessionDuration: duration.value, power: power.value } },
    )
  },
  commands: (role) => [awsCommand('iam update-role', { 'role-name': role.name, 'max-session-duration': '3600' })],
})
