import * as z from 'zod/mini'
import { exceptionsSchema } from '#shared/findings/exceptions-schema.ts'
import type { Rule } from '#shared/rules/rule.ts'
import type { JsonSchema } from './configuration-json-schema.ts'

const namesOf = (rules: readonly Rule[]): readonly string[] =>
  rules.filter(({ family }) => family !== 'exceptions').flatMap(({ id, formerly = [] }) => [id, ...formerly])

/** The schema of `exceptions.yaml`, with the ids of all rules that can be excepted. */
export const exceptionsJsonSchema = (rules: readonly Rule[]): JsonSchema => {
  const schema = z.toJSONSchema(exceptionsSchema, {
    io: 'input',
    override: ({ jsonSchema, path }) => {
      const last = path.at(-1)
      if (last === 'rule') jsonSchema.enum = [...namesOf(rules)]
      if (last === 'expires') jsonSchema.pattern = String.raw`^\d{4}-\d{2}-\d{2}$`
    },
  })
  return { ...schema, title: 'exceptions.yaml: findings that are accepted for a time' }
}
