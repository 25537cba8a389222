import { isOlderThan, isoDate } from '#shared/facts/instant.ts'
import type { User } from '#shared/facts/principal.ts'
import type { Known } from '#shared/facts/known.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { deleteUserCommands } from './delete-commands.ts'

interface Holdings {
  readonly some: boolean
  readonly unanswered?: string
}

/** An inactive key is a credential as well: it can be switched on again. */
const holdingsOf = (user: User): Holdings => {
  if (user.password.state === 'known' && user.password.value.state === 'set') return { some: true }
  const lists: readonly Known<readonly unknown[]>[] = [
    user.accessKeys,
    user.signingCertificates,
    user.sshPublicKeys,
    user.serviceSpecificCredentials,
  ]
  if (lists.some((list) => list.state === 'known' && list.value.length > 0)) return { some: true }
  const gap = [user.password, ...lists].find((fact) => fact.state === 'unknown')
  return gap?.state === 'unknown' ? { some: false, unanswered: gap.reason } : { some: false }
}

export const userWithoutCredentials = defineRule({
  id: 'user-without-credentials',
  family: 'users-and-groups',
  title: 'User has no credential at all',
  severity: 'low',
  frameworks: [],
  rationale:
    'Nobody can act as this user. It keeps its permissions for whoever makes a key for it, which looks less strange than a new user.',
  remediation: 'Delete the user.',
  needs: ['credential-report', 'ssh-public-keys', 'service-specific-credentials'],
  parameters: { graceDays: days(7, 'Days that a new user may wait for its first credential.') },
  subjects: (account) => account.users,
  evaluate(user, { now, parameters: { graceDays } }) {
    const holdings = holdingsOf(user)
    if (holdings.some) return pass
    if (holdings.unanswered !== undefined) return unknown(holdings.unanswered)
    if (user.createdAt.state === 'unknown') return unknown(user.createdAt.reason)
    const createdAt = user.createdAt.value
    if (!isOlderThan(createdAt, graceDays, now)) return pass
    return fail(
      `${user.name} (made ${isoDate(createdAt)}) has no password, access key, certificate, SSH key or service-specific credential.`,
      { since: createdAt, evidence: { createdAt: createdAt.toISOString() } },
    )
  },
  commands: deleteUserCommands,
})
