import type { Occurrence } from '#shared/activity/occurrence.ts'
import { byKey } from '#shared/facts/order.ts'
import { fail } from '../outcome.ts'
import { count, days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { occurrenceEvidence, recentOf, sinceOf, timeWords } from './occurrence-words.ts'
import { type Seen, occurrencesIn, whereActivity } from './seen-subjects.ts'
import { accountSubject } from '../subject.ts'
import { quiet } from './watched-days.ts'

const nameTried = ({ principalArn, details }: Occurrence): string => details['identityName'] ?? principalArn

/** The latest stretch of `minutes` in which one address failed with so many names. */
const sprayFrom = (
  failed: readonly Occurrence[],
  { names, minutes }: { readonly names: number; readonly minutes: number },
): readonly Occurrence[] | undefined => {
  const dated = failed.filter(({ at }) => at !== undefined)
  return dated
    .map(({ at: end = 0 }) => dated.filter(({ at = 0 }) => at <= end && end - at <= minutes * 60_000))
    .findLast((stretch) => new Set(stretch.map(nameTried)).size >= names)
}

const accountWithFailures = whereActivity((activity, account): readonly Seen[] => [
  {
    kind: 'stated',
    subject: accountSubject(account),
    occurrences: occurrencesIn(activity, account, 'sign-in', 'root sign-in').filter(({ outcome }) => outcome !== 'ok'),
  },
])

export const passwordSpraying = defineRule({
  id: 'password-spraying',
  family: 'activity',
  title: 'One address failed to sign in under many names',
  severity: 'high',
  frameworks: [],
  rationale:
    'Trying one common password with many names stays under every limit per user. Nobody does that by mistake.',
  remediation:
    'Look at what else came from the address, and whether any sign-in from it succeeded. See that all users have MFA.',
  needs: ['cloudtrail'],
  parameters: {
    recentDays: days(30, 'Days for which it is a finding.'),
    names: count(5, 'Different names from one address that make a finding.', { min: 2, max: 100 }),
    minutes: count(60, 'Minutes within which they must lie.', { min: 1, max: 1440 }),
  },
  subjects: accountWithFailures,
  evaluate({ occurrences }, { now, account, activity, parameters: { recentDays, names, minutes } }) {
    const byAddress = new Map<string, Occurrence[]>()
    for (const occurrence of recentOf(occurrences, recentDays, now))
      byAddress.set(occurrence.sourceAddress, [...(byAddress.get(occurrence.sourceAddress) ?? []), occurrence])
    const sprays = [...byAddress].sort(byKey(([address]) => address)).flatMap(([address, failed]) => {
      const spray = sprayFrom(failed, { names, minutes })
      return spray === undefined ? [] : [{ address, spray }]
    })
    const last = sprays.reduce<(typeof sprays)[number] | undefined>(
      (latest, one) => ((one.spray.at(-1)?.at ?? 0) > (latest?.spray.at(-1)?.at ?? -1) ? one : latest),
      undefined,
    )
    if (last === undefined) return quiet(activity, account, { now, days: recentDays, where: 'everywhere' })
    const all = sprays.flatMap(({ spray }) => spray)
    return fail(
      `From ${last.address} sign-ins failed under at least ${names} names within ${minutes} minutes, last ${timeWords(last.spray.at(-1)?.at)}.`,
      { ...sinceOf(all), evidence: { ...occurrenceEvidence(all), addresses: sprays.map(({ address }) => address) } },
    )
  },
})
