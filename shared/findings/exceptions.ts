import { matchesGlob } from '#shared/facts/glob.ts'
import type { ExceptionUse } from '#shared/facts/exception.ts'
import { isoDate } from '#shared/facts/instant.ts'
import type { Finding, FindingException, NotAssessed } from './finding.ts'

/** A finding that the owner of the account accepts for a time. */
export type Exception = Omit<ExceptionUse, 'kind' | 'matched' | 'ruleInTheDark'>

const covers = ({ origin, subject }: Exception, { subject: found }: Finding): boolean => {
  // A tag means its own principal and never a pattern.
  if (origin === 'tag') return found.arn === subject
  return [found.arn, found.name, found.accessKeyId].some((text) => text !== undefined && matchesGlob(subject, text))
}

const holds = ({ endsAt }: Exception, now: Date): boolean => now < endsAt

const asShown = ({ origin, reason, owner, endsAt }: Exception): FindingException => ({
  origin,
  reason,
  owner,
  endsAt: endsAt.toISOString(),
})

export interface Excepted {
  readonly findings: readonly Finding[]
  readonly uses: readonly ExceptionUse[]
}

export interface Ran {
  /** Rules that judged in this run: exceptions of others are not looked at. */
  readonly ruleIds: ReadonlySet<string>
  readonly notAssessed: readonly NotAssessed[]
}

/** Marks what is excepted, never drops it; and counts for each exception what it is good for. */
export const except = (
  findings: readonly Finding[],
  exceptions: readonly Exception[],
  { ruleIds, notAssessed }: Ran,
  now: Date,
): Excepted => {
  const byRule = Map.groupBy(exceptions, ({ ruleId }) => ruleId)
  const matched = new Map<Exception, number>()
  const marked = findings.map((finding): Finding => {
    const ofRule = byRule.get(finding.ruleId)
    if (ofRule === undefined) return finding
    const covering = ofRule.filter((exception) => covers(exception, finding))
    for (const exception of covering) matched.set(exception, (matched.get(exception) ?? 0) + 1)
    const [last] = covering
      .filter((exception) => holds(exception, now))
      .toSorted((a, b) => b.endsAt.getTime() - a.endsAt.getTime())
    return last === undefined ? finding : { ...finding, status: 'excepted', exception: asShown(last) }
  })
  const dark = new Set(notAssessed.map(({ ruleId }) => ruleId))
  const uses = exceptions
    .filter(({ ruleId }) => ruleIds.has(ruleId))
    .map((exception): ExceptionUse => ({
      kind: 'exception',
      ...exception,
      matched: matched.get(exception) ?? 0,
      ruleInTheDark: dark.has(exception.ruleId),
    }))
  return { findings: marked, uses }
}

/** The last day on which it holds. */
export const lastDayOf = (endsAt: Date): string => isoDate(new Date(endsAt.getTime() - 1))
