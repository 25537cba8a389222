import { isOlderThan, isoDate } from '#shared/facts/instant.ts'
import { awsCommand } from '../command.ts'
import { breakGlassTags, isBreakGlass } from '../break-glass.ts'
import { expectedRoleReason } from '../expected-role.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { deleteRoleCommands, roleUseWords } from './role-words.ts'

export const roleUnused = defineRule({
  id: 'role-unused',
  family: 'roles-and-trust',
  title: 'A role has not been used for long',
  severity: 'low',
  frameworks: [],
  rationale:
    'A role that nobody uses still lets in everybody whom its trust policy names, and nobody would notice if one of them came.',
  remediation:
    'Ask the owner. If nothing needs the role, empty its trust policy for some weeks, then delete it. Tag a role that waits for an emergency as break-glass.',
  needs: ['account-authorization-details'],
  parameters: {
    maxIdleDays: days(90, 'Days without use after which a role is unused; younger roles are not judged.'),
    breakGlassTags,
  },
  subjects: (account) => account.roles,
  evaluate(role, { now, account, identityClass, parameters }) {
    const expected = expectedRoleReason(role, account)
    if (expected !== undefined) return notApplicable(expected)
    if (isBreakGlass(role, identityClass, parameters.breakGlassTags)) {
      return notApplicable('a break-glass role is meant to be idle')
    }
    const { createdAt, lastUsed } = role
    const { maxIdleDays } = parameters
    if (lastUsed.state === 'unknown') return unknown(lastUsed.reason)
    if (lastUsed.state === 'used' && !isOlderThan(lastUsed.at, maxIdleDays, now)) return pass
    if (createdAt === undefined && lastUsed.state !== 'used') return unknown('when the role was made is not told')
    if (createdAt !== undefined && !isOlderThan(createdAt, maxIdleDays, now)) {
      return notApplicable('the role is younger than the limit')
    }
    const made = createdAt === undefined ? '' : `, made ${isoDate(createdAt)}`
    return fail(`Role ${role.name} is unused (${roleUseWords(lastUsed)}${made}); the limit is ${maxIdleDays} days.`, {
      ...(lastUsed.state === 'used' ? { since: lastUsed.at } : createdAt === undefined ? {} : { since: createdAt }),
      evidence: {
        lastUsedAt: lastUsed.state === 'used' ? lastUsed.at.toISOString() : null,
        createdAt: createdAt?.toISOString() ?? null,
      },
    })
  },
  commands: (role) => [
    awsCommand('iam generate-service-last-accessed-details', { arn: role.arn }),
    ...deleteRoleCommands(role),
  ],
})
