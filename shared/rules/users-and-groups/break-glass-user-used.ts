import { isOlderThan, isoDate } from '#shared/facts/instant.ts'
import type { LastUse } from '#shared/facts/credential.ts'
import type { User } from '#shared/facts/principal.ts'
import { awsCommand } from '../command.ts'
import { observedUntil } from '../idleness.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'

interface Use {
  readonly what: string
  readonly lastUsed: LastUse
}

const usesOf = ({ password, accessKeys }: User): readonly Use[] => [
  ...(password.state === 'unknown' ? [{ what: 'its password', lastUsed: password }] : []),
  ...(password.state === 'known' && password.value.state === 'set'
    ? [{ what: 'its password', lastUsed: password.value.lastUsed }]
    : []),
  ...(accessKeys.state === 'unknown'
    ? [{ what: 'an access key', lastUsed: accessKeys }]
    : accessKeys.value.map(({ accessKeyId, slot, lastUsed }) => ({
        what: `access key ${accessKeyId ?? slot ?? ''}`.trim(),
        lastUsed,
      }))),
]

export const breakGlassUserUsed = defineRule({
  id: 'break-glass-user-used',
  yieldsTo: ['break-glass-in-log'],
  family: 'users-and-groups',
  title: 'Break-glass user was used',
  severity: 'high',
  frameworks: [],
  rationale:
    'A user for emergencies is excused from every rule about idle credentials. In exchange each use must be explained.',
  remediation:
    'Ask who used it and for which emergency, compare with CloudTrail, and set a new password afterwards. If nobody can say, treat it as an intrusion.',
  needs: ['credential-report', 'access-keys', 'access-key-last-used'],
  parameters: { recentDays: days(7, 'Days for which a use is reported.') },
  subjects: (account) => account.users,
  evaluate(user, { now, account, identityClass, parameters: { recentDays } }) {
    if (identityClass !== 'break-glass') return notApplicable('not in the identity class `break-glass`')
    const uses = usesOf(user)
    const until = observedUntil(account, now)
    const recent = uses.flatMap(({ what, lastUsed }) =>
      lastUsed.state === 'used' && !isOlderThan(lastUsed.at, recentDays, until) ? [{ what, at: lastUsed.at }] : [],
    )
    if (recent.length > 0) {
      const list = recent.map(({ what, at }) => `${what} on ${isoDate(at)}`).join(', ')
      return fail(`Break-glass user ${user.name} was used: ${list}.`, {
        evidence: { uses: recent.map(({ what, at }) => ({ what, at: at.toISOString() })) },
      })
    }
    const gap = uses.find(({ lastUsed }) => lastUsed.state === 'unknown')
    return gap?.lastUsed.state === 'unknown' ? unknown(gap.lastUsed.reason) : pass
  },
  commands: ({ name }) => [
    awsCommand('iam update-login-profile', { 'user-name': name, 'password-reset-required': true }),
  ],
})
