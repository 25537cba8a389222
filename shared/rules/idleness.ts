import type { AccountFacts } from '#shared/facts/account.ts'
import { daysBetween, isoDate } from '#shared/facts/instant.ts'
import { type NotApplicable, notApplicable } from './outcome.ts'

/** Before these days IAM recorded no use at all (IAM user guide, "Get credential reports"). */
export const KEY_USE_RECORDED_SINCE = new Date('2015-04-22T00:00:00Z')
export const PASSWORD_USE_RECORDED_SINCE = new Date('2014-10-20T00:00:00Z')

/**
 * Between these instants IAM lost every password use (IAM API reference, GetUser: May 3, 2018 22:50 PDT to May 23, 2018 14:08 PDT).
 */
export const PASSWORD_USE_LOST = {
  from: new Date('2018-05-04T05:50:00Z'),
  to: new Date('2018-05-23T21:08:00Z'),
}

const MEANT_TO_BE_IDLE: ReadonlySet<string> = new Set(['canary', 'break-glass'])

/** Canaries and break-glass identities are in order while nobody uses them; what is worth saying is their use. */
export const meantToBeIdle = (identityClass: string | undefined): NotApplicable | undefined =>
  identityClass !== undefined && MEANT_TO_BE_IDLE.has(identityClass)
    ? notApplicable(`a ${identityClass} identity is meant to be idle`)
    : undefined

/**
 * The instant up to which use would have shown. Idle time is not counted beyond a stale report: the credential may have been
 * used since, and a pass on a stale report is not assessed in any case.
 */
export const observedUntil = (account: AccountFacts, now: Date): Date => {
  const report = account.sources.get('credential-report')
  return report?.state === 'stale' && report.generatedAt < now ? report.generatedAt : now
}

/** How long ago, seen from `until`: today, or the report that is the last to have looked. */
export const agoWords = (from: Date, until: Date, now: Date): string => {
  const count = daysBetween(from, until)
  const days = count === 1 ? '1 day' : `${count} days`
  return until.getTime() === now.getTime() ? `${days} ago` : `${days} before the credential report of ${isoDate(until)}`
}
