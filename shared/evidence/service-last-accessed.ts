import * as z from 'zod/mini'
import type { JsonValue } from '#shared/facts/json.ts'
import type { LastAccessedReport, ServiceLastAccess } from '#shared/facts/last-accessed.ts'
import { EvidenceError } from './evidence-error.ts'
import type { EvidenceFile } from './evidence-file.ts'
import { answersOf } from './json-values.ts'
import { optionalText } from './list-answer.ts'
import { parseInstant } from './parse-instant.ts'

const MOST_ROWS = 5_000

const action = z.object({ ActionName: z.string(), LastAccessedTime: optionalText })
const service = z.object({
  ServiceNamespace: z.string(),
  LastAuthenticated: optionalText,
  LastAuthenticatedEntity: optionalText,
  TrackedActionsLastAccessed: z.optional(z.nullable(z.array(action).check(z.maxLength(MOST_ROWS)))),
})
const answer = z.object({
  Arn: optionalText,
  JobStatus: z.string(),
  JobCompletionDate: optionalText,
  ServicesLastAccessed: z.array(service).check(z.maxLength(MOST_ROWS)),
})
type Answer = z.output<typeof answer>

const instantOf = (text: string | null | undefined): Date | undefined =>
  text === null || text === undefined ? undefined : parseInstant(text)

const latest = (one: Date | undefined, other: Date | undefined): Date | undefined =>
  one === undefined || (other !== undefined && other > one) ? other : one

/** One for all: a report lists four hundred services, of which IAM tracks the actions of a few. */
const NO_ACTIONS: ReadonlyMap<string, Date | undefined> = new Map()

const serviceOf = (rows: Answer['ServicesLastAccessed']): ServiceLastAccess => {
  let at: Date | undefined
  const actions = new Map<string, Date | undefined>()
  for (const row of rows) {
    at = latest(at, instantOf(row.LastAuthenticated))
    for (const { ActionName, LastAccessedTime } of row.TrackedActionsLastAccessed ?? []) {
      const name = `${row.ServiceNamespace}:${ActionName}`
      actions.set(name, latest(actions.get(name), instantOf(LastAccessedTime)))
    }
  }
  return { ...(at !== undefined && { at }), actions: actions.size === 0 ? NO_ACTIONS : actions }
}

const bySource = (rows: Answer['ServicesLastAccessed']): ReadonlyMap<string, ServiceLastAccess> =>
  new Map(
    Object.entries(Object.groupBy(rows, (row) => row.ServiceNamespace)).map(([name, own = []]) => [
      name,
      serviceOf(own),
    ]),
  )

/** A report on a user or a role names nobody else as the one who came last. */
const entityOf = (rows: Answer['ServicesLastAccessed']): string | undefined => {
  const entities = new Set(rows.flatMap(({ LastAuthenticatedEntity }) => LastAuthenticatedEntity ?? []))
  return entities.size === 1 ? [...entities][0] : undefined
}

const readAnswer = (value: JsonValue, file: string): Answer => {
  const parsed = z.safeParse(answer, value)
  if (!parsed.success)
    throw new EvidenceError(
      `${file} is not what \`aws iam get-service-last-accessed-details\` prints: it has no list ServicesLastAccessed.`,
    )
  if (parsed.data.JobStatus !== 'COMPLETED')
    throw new EvidenceError(
      `${file} is of a job that is ${parsed.data.JobStatus}: get its details again when it is done.`,
    )
  return parsed.data
}

/** One principal's report, of SERVICE_LEVEL or ACTION_LEVEL: one answer, or its pages in an array. */
export const parseServiceLastAccessed = (file: EvidenceFile): LastAccessedReport => {
  const pages = answersOf(file).map((value) => readAnswer(value, file.name))
  const rows = pages.flatMap(({ ServicesLastAccessed }) => ServicesLastAccessed)
  const principalArn = pages.find(({ Arn }) => Arn)?.Arn ?? entityOf(rows)
  const generatedAt = instantOf(pages[0]?.JobCompletionDate)
  return {
    file: file.name,
    ...(principalArn && { principalArn }),
    ...(generatedAt !== undefined && { generatedAt }),
    services: bySource(rows),
  }
}
