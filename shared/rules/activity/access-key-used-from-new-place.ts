import type { AccessKeyUse } from '#shared/activity/usage-profile.ts'
import type { Seen } from '#shared/activity/sightings.ts'
import type { ValueSet } from '#shared/activity/value-set.ts'
import { matchesGlob } from '#shared/facts/glob.ts'
import { DAY_MS } from '#shared/facts/instant.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { count, days, words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import {
  activeDays,
  formsBeyond,
  keysSeen,
  keyTraceLabel,
  lastUsedWithin,
  networksOf,
  productsOf,
  regionsOf,
  servicesOf,
  someOf,
  traceEvidence,
} from './key-traces.ts'
import { dayOf } from './watched-days.ts'

interface Dimension {
  readonly words: string
  readonly grave: boolean
  readonly valuesOf: (use: AccessKeyUse) => ReadonlyMap<string, Seen>
  readonly setOf: (use: AccessKeyUse) => ValueSet
}

const DIMENSIONS: readonly Dimension[] = [
  { words: 'address ranges', grave: true, valuesOf: networksOf, setOf: (use) => use.sourceAddresses },
  { words: 'Regions', grave: false, valuesOf: regionsOf, setOf: (use) => use.regions },
  { words: 'clients', grave: false, valuesOf: productsOf, setOf: (use) => use.userAgents },
  { words: 'services', grave: false, valuesOf: servicesOf, setOf: (use) => use.calls },
]

/** What first showed after `since`; `not told` when too much went beyond the profile's bound to say. */
const newOnes = (use: AccessKeyUse, { valuesOf, setOf }: Dimension, since: number): readonly string[] | 'not told' => {
  const fresh = [...valuesOf(use)].flatMap(([value, { first }]) =>
    first !== undefined && first > since ? [value] : [],
  )
  const set = setOf(use)
  if (!set.values.overflowed) return fresh
  const beyond = formsBeyond(set)
  return beyond === 'not told' || beyond.has('*') ? 'not told' : fresh.filter((value) => !beyond.has(value))
}

export const accessKeyUsedFromNewPlace = defineRule({
  id: 'access-key-used-from-new-place',
  family: 'activity',
  title: 'Access key was used from a new address range, Region, client or service',
  severity: 'medium',
  frameworks: [],
  rationale:
    'A key in a program always comes from the same places with the same client. When that changes, the program has moved, or somebody else has the key.',
  remediation:
    'Ask the owner whether the program moved or changed. If not, deactivate the key and read what it did from the new place.',
  needs: ['cloudtrail'],
  parameters: {
    recentDays: days(7, 'Days for which something counts as new.'),
    historyDays: days(14, 'Days of earlier use that are needed to know what is usual.'),
    activeDays: count(3, 'Days with use that this history must have.', { min: 1, max: 365 }),
    expectedAddresses: words([], 'Address ranges (patterns, such as `203.0.113.*`) that are never new.'),
  },
  subjects: keysSeen,
  evaluate(trace, { now, parameters }) {
    const { use } = trace
    if (!lastUsedWithin(trace, parameters.recentDays, now)) return notApplicable('no recent call of the key was seen')
    const since = now.getTime() - parameters.recentDays * DAY_MS
    const first = use.seen.first ?? now.getTime()
    const earlierDays = activeDays(use).filter((day) => day < dayOf(since)).length
    if (since - first < parameters.historyDays * DAY_MS || earlierDays < parameters.activeDays)
      return notApplicable('the log does not reach back far enough to know what is usual for the key')
    const found = DIMENSIONS.map((dimension) => {
      const fresh = newOnes(use, dimension, since)
      if (fresh === 'not told') return { ...dimension, fresh: [], told: false }
      const unexpected = fresh.filter(
        (value) => !parameters.expectedAddresses.some((pattern) => matchesGlob(pattern, value)),
      )
      return { ...dimension, fresh: unexpected, told: true }
    })
    const news = found.filter(({ fresh }) => fresh.length > 0)
    if (news.length > 0) {
      const list = news.map(({ words, fresh }) => `${words} ${someOf(fresh)}`).join('; ')
      return fail(`${keyTraceLabel(trace)} was used as never before: ${list}.`, {
        ...(news.some(({ grave }) => grave) ? { severity: 'high' } : {}),
        evidence: { ...traceEvidence(trace), new: Object.fromEntries(news.map(({ words, fresh }) => [words, fresh])) },
      })
    }
    const untold = found.find(({ told }) => !told)
    if (untold) return unknown(`the key comes from so many ${untold.words} that new ones cannot be told from old ones`)
    return pass
  },
})
