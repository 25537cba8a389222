import { LineCounter, parseDocument, type Document } from 'yaml'
import { type AuditConfiguration, defaultConfiguration, type RuleSettings } from './configuration.ts'
import { ConfigurationError } from './configuration-error.ts'
import { configurationSchema } from './configuration-schema.ts'
import type { IdentityClass, IdentityMatch } from './identity-class.ts'
import type { ParameterSpec, ParameterValue } from './parameters.ts'
import type { Rule } from './rule.ts'
import type { Severity } from './severity.ts'

const LARGEST_FILE = 1_000_000

type Path = readonly PropertyKey[]
type Refuse = (path: Path, problem: string) => never

/**
 * Reads `credaudit.yaml` (or its JSON). Unknown keys, rules and parameters, and values outside a parameter's limits are refused
 * with the line: a limit that is silently ignored is worse than none.
 */
export const parseConfiguration = (text: string, fileName: string, rules: readonly Rule[]): AuditConfiguration => {
  if (text.length > LARGEST_FILE)
    throw new ConfigurationError(`${fileName} is larger than 1 MB; a configuration is a few pages.`)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, maxAliasCount: 100 } as object)
  const [syntax] = document.errors
  if (syntax)
    throw new ConfigurationError(`${fileName} line ${syntax.linePos?.[0].line ?? 1}: ${firstLine(syntax.message)}`)
  const refuse: Refuse = (path, problem) => {
    throw new ConfigurationError(
      `${fileName}${lineOf(document, lines, path)}: ${path.map(String).join('.') || 'the file'} ${problem}`,
    )
  }
  const written: unknown = document.toJS({ maxAliasCount: 100 }) ?? {}
  refusePrototypes(written, [], refuse)
  const parsed = configurationSchema.safeParse(written)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return refuse(issue?.path ?? [], issue?.message ?? 'cannot be used')
  }
  const { identityClasses = [], knownAccounts, ownerTags, rules: settings = {} } = parsed.data
  const byId = new Map(rules.flatMap((rule) => [rule.id, ...(rule.formerly ?? [])].map((id) => [id, rule] as const)))
  const checked = new Map<string, RuleSettings>()
  for (const [id, one] of Object.entries(settings)) {
    const rule = byId.get(id) ?? refuse(['rules', id], `is not a rule; \`credaudit explain-rule\` lists them`)
    checked.set(rule.id, checkedSettings(rule, one, ['rules', id], refuse))
  }
  return {
    ...defaultConfiguration,
    identityClasses: identityClasses.map(({ name, match }): IdentityClass => ({
      name,
      match: match.map(withoutUndefined),
    })),
    ...(knownAccounts && { knownAccounts }),
    ...(ownerTags && { ownerTags }),
    rules: checked,
  }
}

/** zod passes over `__proto__`; a setting that is silently passed over is what this parser refuses. */
const refusePrototypes = (value: unknown, path: Path, refuse: Refuse): void => {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    if (key === '__proto__') refuse(path, 'has a key __proto__, which names nothing here')
    refusePrototypes(inner, [...path, key], refuse)
  }
}

const firstLine = (text: string): string => text.split('\n')[0] ?? text

const lineOf = (document: Document, lines: LineCounter, path: Path): string => {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth) as unknown[], true)
    if (hasRange(node)) return ` line ${lines.linePos(node.range[0]).line}`
  }
  return ''
}

const hasRange = (node: unknown): node is { range: [number, number, number] } =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)

const withoutUndefined = (match: {
  name?: string | undefined
  path?: string | undefined
  tag?: { key: string; value?: string | undefined } | undefined
}): IdentityMatch => ({
  ...(match.name === undefined ? {} : { name: match.name }),
  ...(match.path === undefined ? {} : { path: match.path }),
  ...(match.tag === undefined
    ? {}
    : { tag: { key: match.tag.key, ...(match.tag.value === undefined ? {} : { value: match.tag.value }) } }),
})

type LooseParameters = Readonly<Record<string, ParameterValue>>
interface LooseSettings {
  enabled?: boolean | undefined
  severity?: Severity | undefined
  parameters?: LooseParameters | undefined
  classes?: Readonly<Record<string, LooseParameters>> | undefined
}

const checkedSettings = (rule: Rule, settings: LooseSettings, path: Path, refuse: Refuse): RuleSettings => {
  const { enabled, severity, parameters, classes } = settings
  checkParameters(rule, parameters ?? {}, [...path, 'parameters'], refuse)
  for (const [name, limits] of Object.entries(classes ?? {}))
    checkParameters(rule, limits, [...path, 'classes', name], refuse)
  return {
    ...(enabled === undefined ? {} : { enabled }),
    ...(severity === undefined ? {} : { severity }),
    ...(parameters === undefined ? {} : { parameters }),
    ...(classes === undefined ? {} : { classes: new Map(Object.entries(classes)) }),
  }
}

const checkParameters = (rule: Rule, values: LooseParameters, path: Path, refuse: Refuse): void => {
  for (const [name, value] of Object.entries(values)) {
    const spec = Object.hasOwn(rule.parameters, name) ? rule.parameters[name] : undefined
    if (spec === undefined) {
      const known = Object.keys(rule.parameters)
      return refuse(
        [...path, name],
        `is not a parameter of ${rule.id}; it has ${known.length === 0 ? 'none' : known.join(', ')}`,
      )
    }
    const problem = problemWith(spec, value)
    if (problem) refuse([...path, name], problem)
  }
}

const problemWith = (spec: ParameterSpec, value: ParameterValue): string | undefined => {
  switch (spec.kind) {
    case 'number':
      return typeof value === 'number' && Number.isInteger(value) && value >= spec.min && value <= spec.max
        ? undefined
        : `must be a whole number from ${spec.min} to ${spec.max}, without quotes`
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'must be true or false'
    case 'words':
      return Array.isArray(value) ? undefined : 'must be a list of words'
  }
}
