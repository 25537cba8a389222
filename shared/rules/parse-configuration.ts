import { type AuditConfiguration, defaultConfiguration, type RuleSettings } from './configuration.ts'
import { configurationSchema } from './configuration-schema.ts'
import type { IdentityClass, IdentityMatch } from './identity-class.ts'
import type { ParameterSpec, ParameterValue } from './parameters.ts'
import type { Rule } from './rule.ts'
import { readSettingsFile, type Refuse } from './settings-file.ts'
import type { Severity } from './severity.ts'

type Path = readonly PropertyKey[]

/**
 * Reads `credaudit.yaml` (or its JSON). Unknown keys, rules and parameters, and values outside a parameter's limits are refused
 * with the line: a limit that is silently ignored is worse than none.
 */
export const parseConfiguration = (text: string, fileName: string, rules: readonly Rule[]): AuditConfiguration => {
  const { value, refuse } = readSettingsFile(text, fileName)
  const parsed = configurationSchema.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return refuse(issue?.path ?? [], issue?.message ?? 'cannot be used')
  }
  const { identityClasses = [], knownAccounts, ownerTags, optOutTag, rules: settings = {} } = parsed.data
  const byId = new Map(rules.flatMap((rule) => [rule.id, ...(rule.formerly ?? [])].map((id) => [id, rule] as const)))
  const ruleOf = (id: string, path: Path): Rule =>
    byId.get(id) ?? refuse(path, `is not a rule; \`credaudit explain-rule\` lists them`)
  const checked = new Map<string, RuleSettings>()
  for (const [id, one] of Object.entries(settings)) {
    const rule = ruleOf(id, ['rules', id])
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
    ...(optOutTag && {
      optOutTag: {
        key: optOutTag.key,
        rules: optOutTag.rules.map((id, index) => ruleOf(id, ['optOutTag', 'rules', index]).id),
      },
    }),
    rules: checked,
  }
}

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
