import type { Rule } from '#shared/rules/rule.ts'
import type { JsonSchema } from './configuration-json-schema.ts'

const cell = (text: string): string => text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ')
const code = (value: unknown): string => `\`${cell(JSON.stringify(value))}\``

const typeOf = ({ type, items, enum: allowed, pattern }: JsonSchema): string => {
  if (allowed !== undefined) return allowed.map(code).join(', ')
  if (type === 'array') return `list of ${(items as JsonSchema | undefined)?.type === 'object' ? 'objects' : 'strings'}`
  return `${String(type)}${pattern === undefined ? '' : ` like \`${cell(pattern)}\``}`
}

interface Key {
  readonly path: string
  readonly schema: JsonSchema
  readonly required: boolean
}

/** Every key of a schema with its path; `[]` stands for each entry of a list. */
export const keysOf = (schema: JsonSchema, at = ''): readonly Key[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const child = inner as JsonSchema
    const path = `${at}${name}`
    const items = child.items as JsonSchema | undefined
    const below = path === 'rules' ? [] : keysOf(items ?? child, `${path}${items === undefined ? '' : '[]'}.`)
    return [{ path, schema: child, required: schema.required?.includes(name) ?? false }, ...below]
  })

const keyRow = ({ path, schema, required }: Key, defaults: Readonly<Record<string, unknown>>): string => {
  const example = schema.examples?.[0]
  const fallback = path in defaults ? code(defaults[path]) : required ? 'required' : 'none'
  return `| \`${path}\` | ${typeOf(schema)} | ${fallback} | ${cell(schema.description ?? '')} | ${example === undefined ? '' : code(example)} |`
}

const table = (schema: JsonSchema, defaults: Readonly<Record<string, unknown>>): readonly string[] => [
  '| key | type | default | meaning | example |',
  '|---|---|---|---|---|',
  ...keysOf(schema).map((key) => keyRow(key, defaults)),
]

const parameterRows = ({ id, parameters }: Rule): readonly string[] =>
  Object.entries(parameters).map(([name, spec]) => {
    const type =
      spec.kind === 'number' ? `${spec.min} to ${spec.max}` : spec.kind === 'flag' ? 'boolean' : 'list of strings'
    return `| [\`${id}\`](rules/${id}.md) | \`${name}\` | ${type} | ${code(spec.default)} | ${cell(spec.what)} |`
  })

export interface ConfigurationPage {
  readonly configuration: JsonSchema
  readonly exceptions: JsonSchema
  readonly rules: readonly Rule[]
  readonly defaults: Readonly<Record<string, unknown>>
}

/** docs/configuration.md */
export const formatConfigurationPage = ({ configuration, exceptions, rules, defaults }: ConfigurationPage): string => {
  const off = rules.filter(({ enabledByDefault }) => !enabledByDefault)
  const lines = [
    '# Configuration',
    '',
    'Printed from the schemas by `npm run generate`. `credaudit init` writes both files with comments; [samples/credaudit.yaml](../samples/credaudit.yaml)',
    'and [samples/exceptions.yaml](../samples/exceptions.yaml) are examples. A command takes them with `--config` and `--exceptions`; the Lambdas read',
    '`configuration/credaudit.yaml` and `configuration/exceptions.yaml` in their bucket.',
    '',
    'YAML or JSON, at most 1 MB. Unknown keys, rules and parameters, and values outside their limits, are refused with file and line. `*` and `?` are wildcards in',
    'patterns.',
    '',
    "Editors that speak YAML's language server complete and check the files by their first line, `# yaml-language-server: $schema=…`, with",
    '[schemas/configuration.json](schemas/configuration.json) and [schemas/exceptions.json](schemas/exceptions.json).',
    '',
    '## credaudit.yaml',
    '',
    'Everything is optional.',
    '',
    ...table(configuration, defaults),
    '',
    '### Settings of a rule',
    '',
    'Under `rules`, by id: `enabled`, `severity` (`critical`, `high`, `medium`, `low`, `info`), `parameters`, and `classes` with parameters for one class of identities:',
    '',
    '```yaml',
    'rules:',
    '  access-key-not-rotated:',
    '    severity: high',
    '    parameters: { maxAgeDays: 90 }',
    '    classes:',
    '      machine: { maxAgeDays: 180 }',
    '```',
    '',
    `Off until \`enabled: true\`: ${off.map(({ id }) => `[\`${id}\`](rules/${id}.md)`).join(', ')}.`,
    '',
    '| rule | parameter | type | default | meaning |',
    '|---|---|---|---|---|',
    ...rules.flatMap(parameterRows),
    '',
    '## exceptions.yaml',
    '',
    ...table(exceptions, {}),
    '',
    'What an exception covers stays in the report as *excepted*. One that has ended, ends within 14 days or matches nothing is a finding.',
  ]
  return `${lines.join('\n')}\n`
}
