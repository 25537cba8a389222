import type { AccountFacts } from '#shared/facts/account.ts'
import { isOlderThan } from '#shared/facts/instant.ts'
import { type Known, knownOr, mapKnown } from '#shared/facts/known.ts'
import { type LastAccessedReport, reportsByPrincipal } from '#shared/facts/last-accessed.ts'
import { byCodeUnit } from '#shared/facts/order.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import { grantedServicesOf } from '#shared/permissions/granted-services.ts'
import { awsCommand } from '../command.ts'
import { meantToBeIdle } from '../idleness.ts'
import { oncePerAccount } from '../once-per-account.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule, type Unanswered } from '../rule.ts'
import { unanswered } from '../subjects-of.ts'
import { permissionsOf, principalLabel, whyMeant } from './principals-with-grants.ts'

interface Asked {
  /** IAM's report on each principal, where there is one. */
  readonly reportOn: (principal: User | Role) => LastAccessedReport | undefined
  readonly principals: Known<readonly (User | Role | Unanswered)[]>
}

/** Of whom IAM was asked; those of whom it said nothing are not answered. */
const askedIn = oncePerAccount((account: AccountFacts): Asked => {
  const reportOn = reportsByPrincipal(knownOr(account.lastAccessed, { reports: [] }).reports)
  const all = [...knownOr(account.users, []), ...knownOr(account.roles, [])]
  const principals = mapKnown(account.lastAccessed, ({ failures }) =>
    all.flatMap((principal): readonly (User | Role | Unanswered)[] => {
      if (reportOn(principal) !== undefined) return [principal]
      const reason = failures.get(principal.arn)
      return reason === undefined ? [] : [unanswered(principal, reason)]
    }),
  )
  return { reportOn, principals }
})

const SHOWN = 4

const unusedWords = (unused: readonly string[]): string => {
  const more = unused.length > SHOWN ? ` and ${unused.length - SHOWN} more` : ''
  return `${unused.slice(0, SHOWN).join(', ')}${more}`
}

export const grantedServicesUnused = defineRule({
  id: 'granted-services-unused',
  yieldsTo: ['role-unused'],
  family: 'policies',
  title: 'A user or role may use services that it has not used for long',
  severity: 'low',
  frameworks: [],
  rationale:
    'A permission that nobody uses is of use only to whoever steals the credentials. IAM’s service last accessed counts refused attempts as well, so that what it calls unused was not even tried.',
  remediation:
    'Ask the owner, then take the services from the policies; `credaudit suggest` writes what is needed from what was done. A service for a yearly task is kept by an exception with an owner.',
  needs: ['account-authorization-details', 'service-last-accessed'],
  parameters: {
    maxIdleDays: days(90, 'Days without use after which a service is unused; IAM’s reports go back 400 days.'),
  },
  subjects: (account) => askedIn(account).principals,
  evaluate(principal, { account, now, identityClass, parameters: { maxIdleDays } }) {
    const report = askedIn(account).reportOn(principal)
    const permissions = permissionsOf(principal, account)
    if (permissions.state === 'unknown') return unknown(permissions.reason)
    const silent = meantToBeIdle(identityClass) ?? whyMeant(principal, permissions.value, account)
    if (silent) return silent
    const until = report?.generatedAt ?? account.collectedAt ?? now
    const made = principal.kind === 'user' ? knownOr(principal.createdAt, undefined) : principal.createdAt
    if (made === undefined) return unknown(`when the ${principal.kind} was made is not told`)
    if (!isOlderThan(made, maxIdleDays, until)) return notApplicable(`the ${principal.kind} is younger than the limit`)
    const granted = grantedServicesOf(permissions.value)
    const told = [...(report?.services ?? [])].filter(([service]) => granted.has(service))
    const unused = told
      .filter(([, { at }]) => at === undefined || isOlderThan(at, maxIdleDays, until))
      .sort(([a], [b]) => byCodeUnit(a, b))
    if (unused.length === 0) {
      const [reason] = permissions.value.missing
      return reason === undefined ? pass : unknown(reason)
    }
    const names = unused.map(([service]) => service)
    return fail(
      `${principalLabel(principal)} has not used ${unused.length} of the ${told.length} services that its policies allow for more than ${maxIdleDays} days: ${unusedWords(names)}.`,
      {
        evidence: {
          unused: unused.map(([service, { at }]) => ({ service, lastUsedAt: at?.toISOString() ?? null })),
          reportedAt: until.toISOString(),
        },
      },
    )
  },
  commands: ({ arn }) => [
    awsCommand('iam generate-service-last-accessed-details', { arn, granularity: 'ACTION_LEVEL' }),
  ],
})
