import * as z from 'zod/mini'
import type { JsonValue } from '#shared/facts/json.ts'
import { type Known, known, unknownFact } from '#shared/facts/known.ts'
import type { Trail } from '#shared/facts/settings.ts'

type Coverage = Trail['managementEvents'] extends Known<infer T> ? T : never

const texts = z.nullish(z.array(z.string()))
const field = z.object({
  Field: z.string(),
  Equals: texts,
  StartsWith: texts,
  EndsWith: texts,
  NotEquals: texts,
  NotStartsWith: texts,
  NotEndsWith: texts,
})
const answer = z.object({
  EventSelectors: z.nullish(
    z.array(
      z.object({
        ReadWriteType: z.nullish(z.string()),
        IncludeManagementEvents: z.nullish(z.boolean()),
        ExcludeManagementEventSources: texts,
      }),
    ),
  ),
  AdvancedEventSelectors: z.nullish(z.array(z.object({ FieldSelectors: z.array(field) }))),
})
type Answer = z.output<typeof answer>
type Field = z.output<typeof field>

const basicCoverage = (selector: NonNullable<Answer['EventSelectors']>[number]): Coverage => {
  if (selector.IncludeManagementEvents === false) return 'none'
  if ((selector.ExcludeManagementEventSources ?? []).length > 0) return 'filtered'
  if (selector.ReadWriteType === 'ReadOnly') return 'read-only'
  return selector.ReadWriteType === 'WriteOnly' ? 'write-only' : 'all'
}

const advancedCoverage = (fields: readonly Field[]): Coverage => {
  const category = fields.find(({ Field }) => Field === 'eventCategory')
  if (!category?.Equals?.includes('Management')) return 'none'
  const rest = fields.filter(({ Field }) => Field !== 'eventCategory')
  const [only] = rest
  if (only === undefined) return 'all'
  if (rest.length > 1 || only.Field !== 'readOnly') return 'filtered'
  return only.Equals?.includes('true') ? 'read-only' : 'write-only'
}

/** Several selectors add up: one that takes reads and one that takes writes take all. */
const together = (parts: readonly Coverage[]): Coverage => {
  const taken = new Set(parts)
  if (taken.has('all') || (taken.has('read-only') && taken.has('write-only'))) return 'all'
  for (const coverage of ['write-only', 'read-only', 'filtered'] as const) if (taken.has(coverage)) return coverage
  return 'none'
}

/** Which management events a trail takes, from GetEventSelectors. */
export const managementEventsOf = (selectors: Known<JsonValue>, arn: string): Trail['managementEvents'] => {
  if (selectors.state === 'unknown') return selectors
  const parsed = z.safeParse(answer, selectors.value)
  const { EventSelectors, AdvancedEventSelectors } = parsed.success ? parsed.data : {}
  if (AdvancedEventSelectors?.length)
    return known(together(AdvancedEventSelectors.map(({ FieldSelectors }) => advancedCoverage(FieldSelectors))))
  if (EventSelectors?.length) return known(together(EventSelectors.map(basicCoverage)))
  return unknownFact(`event-selectors.json does not tell which events ${arn} takes.`)
}
