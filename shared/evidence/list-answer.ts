import * as z from 'zod/mini'
import type { EvidenceName } from '#shared/facts/evidence-source.ts'
import { isJsonObject, type JsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import { EvidenceError } from './evidence-error.ts'
import type { EvidenceFile } from './evidence-file.ts'
import { answersOf } from './json-values.ts'
import { type Parsed, type Place, type Reading, reportProblem, startReading } from './reading.ts'

/** How one kind of item in an answer's list is read. */
export interface ListAnswer<Schema extends z.ZodMiniType, T> {
  readonly source: EvidenceName
  /** The list's key in the answer, for example `AccessKeyMetadata`. */
  readonly listKey: string
  readonly item: Schema
  readonly toFact: (
    item: z.output<Schema>,
    context: { reading: Reading; place: Place; answer: JsonObject },
  ) => T | undefined
}

/** What is wrong with an item, by the fields that are not as AWS writes them. */
const faultWords = (error: z.core.$ZodError): string => {
  const fields = [...new Set(error.issues.map(({ path }) => path.join('.')).filter((path) => path !== ''))]
  return fields.length === 0 ? 'it is not an object' : `${fields.join(', ')} is missing or not as AWS writes it`
}

export const readItem = <Schema extends z.ZodMiniType, T>(
  answer: ListAnswer<Schema, T>,
  value: JsonValue,
  context: { reading: Reading; place: Place; answer: JsonObject },
): T | undefined => {
  const parsed = z.safeParse(answer.item, value)
  if (parsed.success) return answer.toFact(parsed.data, context)
  const { reading, place } = context
  reportProblem(
    reading,
    'broken-item',
    `${reading.file} ${place.at ?? ''} is left out: ${faultWords(parsed.error)}.`,
    place,
  )
  return undefined
}

export const listValues = (page: JsonObject, key: string): readonly JsonValue[] | undefined => {
  const value = ownProperty(page, key)
  if (isJsonObject(value)) return [value]
  return Array.isArray(value) ? (value as readonly JsonValue[]) : undefined
}

/** True when the answer says that there is more which is not here. */
export const isCutShort = (page: JsonObject): boolean =>
  ownProperty(page, 'IsTruncated') === true ||
  ['Marker', 'NextToken', 'nextToken'].some((key) => {
    const token = ownProperty(page, key)
    return typeof token === 'string' && token !== ''
  })

export const cutShortWords = (file: string): string =>
  `${file} is cut short: its last page says that there is more. What is not in it is not known; fetch all pages.`

/** The pages that hold the list; an empty file of pages (`[]`) is an empty list. */
const pagesWith = (file: EvidenceFile, listKey: string): readonly JsonObject[] => {
  const answers = answersOf(file)
  const pages = answers.filter(isJsonObject).filter((page) => listValues(page, listKey) !== undefined)
  const last = pages.at(-1)
  if (last && isCutShort(last)) throw new EvidenceError(cutShortWords(file.name))
  if (pages.length > 0 || answers.length === 0) return pages
  throw new EvidenceError(
    `${file.name} has no list ${listKey}, so it is not the answer that belongs here; fetch it again.`,
  )
}

/** Reads an account-wide list out of one answer or of its pages. */
export const parseListAnswer =
  <Schema extends z.ZodMiniType, T>(answer: ListAnswer<Schema, T>) =>
  (file: EvidenceFile, now: Date): Parsed<readonly T[]> => {
    const reading = startReading(answer.source, file, now)
    const pages = pagesWith(file, answer.listKey)
    const facts: T[] = []
    let position = -1
    for (const page of pages) {
      for (const value of listValues(page, answer.listKey) ?? []) {
        position += 1
        const place: Place = { at: `${answer.listKey}[${position}]` }
        const fact = readItem(answer, value, { reading, place, answer: page })
        if (fact !== undefined) facts.push(fact)
      }
    }
    return { facts, problems: reading.problems }
  }

export const optionalText = z.nullish(z.string())
