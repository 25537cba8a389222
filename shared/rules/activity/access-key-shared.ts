import type { Seen as Sighting } from '#shared/activity/sightings.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { count, days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import {
  formsBeyond,
  keysSeen,
  keyTraceLabel,
  lastUsedWithin,
  networksOf,
  productsOf,
  someOf,
  traceEvidence,
} from './key-traces.ts'

type Span = readonly [name: string, first: number, last: number]

const spansOf = (values: ReadonlyMap<string, Sighting>): readonly Span[] =>
  [...values].flatMap(([name, { count, first, last }]) =>
    count > 1 && first !== undefined && last !== undefined ? [[name, first, last] as const] : [],
  )

/** The most values that were in use over one and the same instant: each was used before it and after it. */
const inUseAtOnce = (spans: readonly Span[]): readonly string[] =>
  spans
    .map(([, at]) => spans.filter(([, first, last]) => first <= at && at <= last).map(([name]) => name))
    .reduce((most, one) => (one.length > most.length ? one : most), [])

export const accessKeyShared = defineRule({
  id: 'access-key-shared',
  family: 'activity',
  title: 'One access key is used from many places at once',
  severity: 'medium',
  frameworks: [],
  rationale:
    'A key that lies in many places cannot be rotated without breaking some of them, nobody knows who acted with it, and each copy is one more to lose.',
  remediation:
    'Give each place its own role or at least its own key, beginning with the ranges in the evidence, and delete the shared key in the end.',
  needs: ['cloudtrail'],
  parameters: {
    recentDays: days(30, 'Days within which the key must have made a call.'),
    places: count(4, 'Address ranges in use at the same time that are still usual.', { min: 1, max: 40 }),
  },
  subjects: keysSeen,
  evaluate(trace, { now, parameters: { recentDays, places } }) {
    const { use } = trace
    if (!lastUsedWithin(trace, recentDays, now)) return notApplicable('no recent call of the key was seen')
    const together = inUseAtOnce(spansOf(networksOf(use)))
    if (together.length <= places) {
      const beyond = formsBeyond(use.sourceAddresses)
      return use.sourceAddresses.values.overflowed && (beyond === 'not told' || beyond.size > places)
        ? unknown('the key comes from so many addresses that the profile holds only a part of them')
        : pass
    }
    return fail(
      `${keyTraceLabel(trace)} is used from more than ${places} address ranges at the same time, with ${someOf([...productsOf(use).keys()])}.`,
      { evidence: { ...traceEvidence(trace), atTheSameTime: together } },
    )
  },
})
