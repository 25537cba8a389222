import * as z from 'zod/mini'
import { configurationSchema } from '#shared/rules/configuration-schema.ts'
import type { ParameterSpec, ParameterSpecs } from '#shared/rules/parameters.ts'
import type { Rule } from '#shared/rules/rule.ts'
import { SEVERITIES } from '#shared/rules/severity.ts'

export type JsonSchema = z.core.JSONSchema.JSONSchema

const parameterSchema = (spec: ParameterSpec): JsonSchema => {
  const said = { description: spec.what, default: spec.kind === 'words' ? [...spec.default] : spec.default }
  switch (spec.kind) {
    case 'number':
      return { type: 'integer', minimum: spec.min, maximum: spec.max, ...said }
    case 'flag':
      return { type: 'boolean', ...said }
    case 'words':
      return { type: 'array', items: { type: 'string', minLength: 1, maxLength: 512 }, maxItems: 10_000, ...said }
  }
}

const parametersSchema = (specs: ParameterSpecs): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, parameterSchema(spec)])),
  additionalProperties: false,
})

const NO_PARAMETERS: Readonly<Record<string, JsonSchema>> = {}

const ruleSchema = ({ id, title, enabledByDefault, parameters }: Rule): JsonSchema => ({
  description: `${title} (\`credaudit explain-rule ${id}\`)`,
  type: 'object',
  properties: {
    enabled: { type: 'boolean', default: enabledByDefault, description: 'Whether the rule says anything.' },
    severity: { $ref: '#/$defs/severity' },
    ...(Object.keys(parameters).length === 0
      ? NO_PARAMETERS
      : {
          parameters: { $ref: `#/$defs/parameters-of-${id}` },
          classes: {
            type: 'object',
            description: 'Limits for a class of identities, over `parameters`.',
            additionalProperties: { $ref: `#/$defs/parameters-of-${id}` },
          },
        }),
  },
  additionalProperties: false,
})

/** A rule under its old name has the settings of the new one. */
const rulesByName = (rules: readonly Rule[]): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(
    rules.flatMap((rule) => [
      [rule.id, ruleSchema(rule)] as const,
      ...(rule.formerly ?? []).map((old) => [old, { ...ruleSchema(rule), deprecated: true }] as const),
    ]),
  )

const definitions = (rules: readonly Rule[]): Readonly<Record<string, JsonSchema>> => ({
  severity: { enum: [...SEVERITIES], description: "Instead of the rule's own." },
  ...Object.fromEntries(
    rules
      .filter(({ parameters }) => Object.keys(parameters).length > 0)
      .map(({ id, parameters }) => [`parameters-of-${id}`, parametersSchema(parameters)]),
  ),
})

/** The schema of `credaudit.yaml` with each rule's own parameters, so that an editor completes and checks them. */
export const configurationJsonSchema = (rules: readonly Rule[]): JsonSchema => {
  const schema = z.toJSONSchema(configurationSchema, { io: 'input' })
  const { description, examples } = (schema.properties?.['rules'] ?? {}) as JsonSchema
  const byName: JsonSchema = {
    ...(description === undefined ? {} : { description }),
    ...(examples === undefined ? {} : { examples }),
    type: 'object',
    properties: rulesByName(rules),
    additionalProperties: false,
  }
  return {
    ...schema,
    title: 'credaudit.yaml: limits, identity classes and more',
    properties: { ...schema.properties, rules: byName },
    $defs: definitions(rules),
  }
}
