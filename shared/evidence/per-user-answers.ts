import type * as z from 'zod/mini'
import { isJsonObject, type JsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import type { EvidenceFile } from './evidence-file.ts'
import { textIn } from './json-fields.ts'
import { answersOf } from './json-values.ts'
import { isCutShort, type ListAnswer, listValues, readItem, cutShortWords } from './list-answer.ts'
import { type Parsed, type Place, type Reading, reportProblem, startReading } from './reading.ts'

/** Answers of a call that is made once per user. A user without entry was not asked. */
export interface PerUserAnswers<T> {
  readonly file: string
  readonly byUser: ReadonlyMap<string, readonly T[]>
  /** Users whose list was cut short: it holds some, not all. */
  readonly incomplete: ReadonlySet<string>
  /** The answer is one for the whole account: a user without items has none. */
  readonly coversAllUsers: boolean
}

interface PerUserAnswer<Schema extends z.ZodMiniType, T> extends ListAnswer<Schema, T> {
  /** GetLoginProfile answers one object, and an error when there is none. */
  readonly single?: true
  /** ListServiceSpecificCredentials can answer for all users at once. */
  readonly accountWide?: true
}

interface Collected<T> {
  readonly byUser: Map<string, T[]>
  readonly incomplete: Set<string>
  coversAllUsers: boolean
}

const userOf = (answer: JsonObject, item: JsonValue | undefined): string | undefined =>
  (isJsonObject(item) ? textIn(item, 'UserName') : undefined) ?? textIn(answer, 'UserName')

/** The items of an answer; undefined when it is not an answer of this call. */
const itemsOf = <Schema extends z.ZodMiniType, T>(
  answer: PerUserAnswer<Schema, T>,
  page: JsonObject,
): readonly JsonValue[] | undefined => {
  const items = listValues(page, answer.listKey)
  if (items !== undefined || !answer.single) return items
  const none = ownProperty(page, answer.listKey)
  return none === null || (none === undefined && Object.keys(page).every((key) => key === 'UserName')) ? [] : undefined
}

const listFor = <T>(byUser: Map<string, T[]>, name: string): T[] => {
  const list = byUser.get(name) ?? []
  byUser.set(name, list)
  return list
}

const collectAnswer = <Schema extends z.ZodMiniType, T>(
  answer: PerUserAnswer<Schema, T>,
  page: JsonObject,
  items: readonly JsonValue[],
  context: { collected: Collected<T>; reading: Reading; at: string },
): void => {
  const { collected, reading, at } = context
  const asked = textIn(page, 'UserName')
  if (asked !== undefined) listFor(collected.byUser, asked)
  if (asked === undefined && answer.accountWide) collected.coversAllUsers = !isCutShort(page)
  if (isCutShort(page)) {
    reportProblem(reading, 'cut-short', cutShortWords(reading.file), { at })
    for (const item of items) collected.incomplete.add(userOf(page, item) ?? '')
    if (asked !== undefined) collected.incomplete.add(asked)
  } else if (asked !== undefined) collected.incomplete.delete(asked)
  for (const [position, item] of items.entries()) {
    const name = userOf(page, item)
    const place: Place = { at: `${at}${answer.listKey}[${position}]`, ...(name !== undefined && { name }) }
    const fact = readItem(answer, item, { reading, place, answer: page })
    if (fact === undefined) continue
    if (name === undefined)
      reportProblem(reading, 'no-user', `${reading.file} ${place.at} is left out: it names no user.`, place)
    else listFor(collected.byUser, name).push(fact)
  }
}

/** One answer with all users' items, or a list of answers of which each may name the user that was asked. */
export const parsePerUser =
  <Schema extends z.ZodMiniType, T>(answer: PerUserAnswer<Schema, T>) =>
  (file: EvidenceFile, now: Date): Parsed<PerUserAnswers<T>> => {
    const reading = startReading(answer.source, file, now)
    const collected: Collected<T> = { byUser: new Map(), incomplete: new Set(), coversAllUsers: false }
    for (const [index, page] of answersOf(file).entries()) {
      const items = isJsonObject(page) ? itemsOf(answer, page) : undefined
      if (!isJsonObject(page) || items === undefined) {
        const reason = `${file.name} answer ${index} is left out: it has no ${answer.listKey}.`
        reportProblem(reading, 'broken-answer', reason, { at: `[${index}]` })
      } else collectAnswer(answer, page, items, { collected, reading, at: `[${index}].` })
    }
    return { facts: { file: file.name, ...collected }, problems: reading.problems }
  }
