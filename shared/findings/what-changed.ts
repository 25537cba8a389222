import type { JsonValue } from '#shared/facts/json.ts'
import type { Outcome } from '#shared/rules/outcome.ts'
import { lastDayOf } from './exceptions.ts'
import type { Finding, Resolution } from './finding.ts'

/** What moves by itself: ages that grow, the report's slots, which swap, and key ids, which are known on some days only. */
const steady = (message: string): string =>
  message
    .replaceAll(/\d+ (?:day|hour|minute|week|month|year)s?\b/g, 'some time')
    .replaceAll(/\b([Aa]ccess key|[Cc]ertificate) (?:[12]|[A-Z0-9]{7,128})\b/g, '$1')

const MOVING_EVIDENCE = /days|hours|age|slot/i
const SHOWN_DIFFERENCES = 3

const plain = (value: JsonValue | undefined): string =>
  value === undefined || value === null ? 'nothing' : typeof value === 'object' ? JSON.stringify(value) : String(value)

const evidenceChanges = (before: Finding, now: Finding): readonly string[] =>
  [...new Set([...Object.keys(before.evidence), ...Object.keys(now.evidence)])]
    .filter((key) => !MOVING_EVIDENCE.test(key))
    .filter((key) => JSON.stringify(before.evidence[key]) !== JSON.stringify(now.evidence[key]))
    .map((key) => `${key} was ${plain(before.evidence[key])}, is ${plain(now.evidence[key])}`)
    .filter((words) => words.length <= 200)
    .slice(0, SHOWN_DIFFERENCES)

/**
 * What is different, in words; undefined where nothing is that a person must know. A grown age is no change ("91 days" yesterday,
 * "92 days" today), nor is a key that stands in the other slot of the report.
 */
export const whatChanged = (before: Finding, now: Finding): string | undefined => {
  const changes: string[] = []
  if (before.status === 'excepted')
    changes.push(`its exception ${before.exception ? `by ${before.exception.owner} ` : ''}no longer holds`)
  if (before.severity !== now.severity) changes.push(`severity was ${before.severity}, is ${now.severity}`)
  if (steady(before.message) !== steady(now.message)) {
    const facts = evidenceChanges(before, now)
    changes.push(...(facts.length > 0 ? facts : [`yesterday it read: ${before.message}`]))
  }
  return changes.length === 0 ? undefined : changes.join('; ')
}

export const exceptedResolution = ({ exception }: Finding): Resolution => ({
  how: 'excepted',
  words:
    exception === undefined
      ? 'Excepted.'
      : `Excepted by ${exception.owner} until ${lastDayOf(new Date(exception.endsAt))}: ${exception.reason}`,
})

/** What made a finding go, by what its rule says now of the same subject. */
export const resolutionOf = (
  { id, subject }: Finding,
  judgements: ReadonlyMap<string, Outcome> | undefined,
): Resolution => {
  if (judgements === undefined) return { how: 'excepted', words: 'The configuration has switched the rule off.' }
  const outcome = judgements.get(id)
  if (outcome === undefined) return { how: 'gone', words: `The ${subject.type} is no longer there.` }
  if (outcome.status === 'not-applicable')
    return { how: 'fixed', words: `The rule no longer applies: ${outcome.reason}.` }
  return { how: 'fixed', words: 'It is in order now.' }
}
