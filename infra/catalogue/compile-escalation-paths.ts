import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { byCodeUnit } from '#shared/facts/order.ts'

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`sources/${name}.json`, import.meta.url), 'utf8'))

const paths = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    category: z.enum(['new-passrole', 'existing-passrole', 'principal-access', 'self-escalation']),
    required: z.array(z.string()),
    prerequisites: z.array(z.string()),
  }),
)

export const compileEscalationPaths = (): readonly (readonly [string, string])[] =>
  z
    .parse(paths, read('escalation-paths'))
    .sort((a, b) => byCodeUnit(a.id, b.id))
    .map(({ id, ...path }) => [id, JSON.stringify(path)])

export const compileSensitiveActions = (): readonly (readonly [string, string])[] =>
  Object.entries(z.parse(z.record(z.string(), z.array(z.string())), read('sensitive-actions'))).map(
    ([sensitiveClass, actions]) => [sensitiveClass, actions.join(',')],
  )
