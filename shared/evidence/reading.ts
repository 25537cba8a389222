import type { EvidenceName, EvidenceProblem } from '#shared/facts/evidence-source.ts'
import { HOUR_MS } from '#shared/facts/instant.ts'
import { type Known, known, unknownFact } from '#shared/facts/known.ts'
import type { EvidenceFile } from './evidence-file.ts'
import { parseInstant } from './parse-instant.ts'

/** What a reader of one file gives: the facts, and what was wrong with some of them. */
export interface Parsed<T> {
  readonly facts: T
  readonly problems: readonly EvidenceProblem[]
}

/** One file being read: its name for sentences, and the problems found so far. */
export interface Reading {
  readonly source: EvidenceName
  readonly file: string
  readonly now: Date
  readonly problems: EvidenceProblem[]
}

export const startReading = (source: EvidenceName, file: EvidenceFile, now: Date): Reading => ({
  source,
  file: file.name,
  now,
  problems: [],
})

export interface Place {
  /** Within the file: `row 7`, `UserDetailList[3]`. */
  readonly at?: string
  readonly arn?: string
  readonly name?: string
}

const MAX_PROBLEMS_PER_FILE = 1_000

export const reportProblem = (reading: Reading, code: string, reason: string, place: Place = {}): void => {
  const { problems, source, file } = reading
  if (problems.length > MAX_PROBLEMS_PER_FILE) return
  if (problems.length === MAX_PROBLEMS_PER_FILE) {
    const words = `${file} has more than ${MAX_PROBLEMS_PER_FILE} problems; the others are not listed.`
    problems.push({ kind: 'evidence-problem', source, where: file, code: 'too-many-problems', reason: words })
    return
  }
  problems.push({
    kind: 'evidence-problem',
    source,
    where: place.at === undefined ? file : `${file} ${place.at}`,
    ...(place.arn !== undefined && { subjectArn: place.arn }),
    ...(place.name !== undefined && { subjectName: place.name }),
    code,
    reason,
  })
}

export const whereOf = ({ file }: Reading, { at }: Place): string => (at === undefined ? file : `${file} ${at}`)

/** Clocks differ a little; a time further ahead than this is wrong, and not merely ahead. */
const CLOCK_TOLERANCE_MS = HOUR_MS
/** AWS had no accounts before: an earlier year is a zero value that some program wrote as a date. */
const EARLIEST = new Date('2000-01-01T00:00:00Z')

/** A time that must lie in the past. What cannot be right is reported, and the fact is then unknown. */
export const pastInstant = (
  reading: Reading,
  text: string | null | undefined,
  label: string,
  place: Place = {},
): Known<Date> => {
  if (text === undefined || text === null) return unknownFact(`${whereOf(reading, place)} has no ${label}.`)
  const at = parseInstant(text)
  if (at === undefined || at < EARLIEST) {
    const reason = `${label} in ${whereOf(reading, place)} is not a possible time: ${JSON.stringify(text.slice(0, 40))}.`
    reportProblem(reading, 'impossible-date', reason, place)
    return unknownFact(reason)
  }
  if (at.getTime() > reading.now.getTime() + CLOCK_TOLERANCE_MS) {
    const reason = `${label} in ${whereOf(reading, place)} lies in the future: ${at.toISOString()}.`
    reportProblem(reading, 'future-date', reason, place)
    return unknownFact(reason)
  }
  return known(at > reading.now ? reading.now : at)
}

/** A time that may lie ahead (expiry, next rotation). */
export const anyInstant = (reading: Reading, text: string, label: string, place: Place = {}): Known<Date> => {
  const at = parseInstant(text)
  if (at !== undefined && at >= EARLIEST) return known(at)
  const reason = `${label} in ${whereOf(reading, place)} is not a possible time: ${JSON.stringify(text.slice(0, 40))}.`
  reportProblem(reading, 'impossible-date', reason, place)
  return unknownFact(reason)
}

export const optionalDate = (fact: Known<Date>): Date | undefined => (fact.state === 'known' ? fact.value : undefined)
