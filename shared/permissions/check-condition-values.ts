import type { Condition, Statement } from '#shared/facts/policy.ts'
import { checkAddresses } from './check-addresses.ts'
import { checkBounds } from './check-bounds.ts'
import { checkValueForms } from './check-value-forms.ts'
import { parseConditionDate, parseConditionNumber } from './condition-comparison.ts'
import type { Comparison, ConditionOperator } from './condition-operator.ts'
import { parseIpRange } from './ip-range.ts'
import type { PolicyIssue } from './policy-issue.ts'
import { issueAt, shown } from './statement-check.ts'

interface ValueForm {
  readonly fits: (text: string) => boolean
  readonly wanted: string
}

const isBoolean = (text: string): boolean => /^(?:true|false)$/iu.test(text)
const BOOLEAN: ValueForm = { fits: isBoolean, wanted: '"true" or "false"' }
const NUMBER: ValueForm = { fits: (text) => parseConditionNumber(text) !== undefined, wanted: 'a number' }
const DATE: ValueForm = {
  fits: (text) => parseConditionDate(text) !== undefined,
  wanted: 'a date as 2026-04-01T00:00:00Z or seconds since 1970',
}
const RANGE: ValueForm = { fits: (text) => parseIpRange(text) !== undefined, wanted: 'an address or a CIDR range' }
const BASE64: ValueForm = {
  fits: (text) => /^[A-Za-z0-9+/]*={0,2}$/u.test(text) && text.length % 4 === 0,
  wanted: 'base64',
}
const ARN: ValueForm = {
  fits: (text) => text === '*' || /^arn:[^:]*(?::[^:]*){3}:.+$/su.test(text) || /^(?:arn:)?.*\*$/su.test(text),
  wanted: 'an ARN with all six parts',
}

const formOf = (comparison: Comparison): ValueForm | undefined => {
  if (comparison === 'bool' || comparison === 'null') return BOOLEAN
  if (comparison.startsWith('numeric')) return NUMBER
  if (comparison.startsWith('date')) return DATE
  if (comparison === 'ip') return RANGE
  if (comparison === 'binary') return BASE64
  return comparison === 'arn' ? ARN : undefined
}

/** Operator families that a key's type can be compared with; text operators read every type. */
const familyOfType = (type: string): string | undefined => {
  const plain = type.replace(/^ArrayOf/u, '')
  if (plain === 'Bool') return 'bool'
  if (plain === 'Numeric' || plain === 'Long') return 'numeric'
  return plain === 'Date' ? 'date' : plain === 'IPAddress' ? 'ip' : undefined
}

const TEXT: ReadonlySet<Comparison> = new Set(['string', 'string-ignoring-case', 'string-like'])

const FORMS: ReadonlyMap<string | undefined, ValueForm> = new Map([
  ['bool', BOOLEAN],
  ['numeric', NUMBER],
])

/** "true" compares as text as well as by Bool; "yes" is no value that the key ever has. */
const neverAsText = ({ values }: Condition, family: string | undefined): boolean =>
  values.some((value) => FORMS.get(family)?.fits(value) === false && !/[*?]|\$\{/u.test(value))

const checkFit = (
  statement: Statement,
  condition: Condition,
  { comparison }: ConditionOperator,
  type: string | undefined,
): readonly PolicyIssue[] => {
  const family = type === undefined ? undefined : familyOfType(type)
  if (comparison === 'null' || type === undefined) return []
  const element = `Condition.${condition.operator}.${condition.key}`
  const isText = TEXT.has(comparison)
  // "true" compares as text as well; an address range or a date does not.
  const misread = isText
    ? family === 'ip' || family === 'date' || neverAsText(condition, family)
    : family !== undefined && !comparison.startsWith(family)
  const neverOfType =
    !isText &&
    family === undefined &&
    (comparison === 'ip' || comparison.startsWith('date') || comparison.startsWith('numeric')) &&
    /String|ARN/u.test(type)
  if (!misread && !neverOfType) return []
  const message = `${condition.operator} does not fit ${shown(condition.key)}, which is of type ${type}.`
  return [issueAt(statement, ['operator-does-not-fit-key', 'warning'], element, [message])]
}

const checkWildcards = (
  statement: Statement,
  condition: Condition,
  { comparison }: ConditionOperator,
): readonly PolicyIssue[] => {
  if (comparison !== 'string' && comparison !== 'string-ignoring-case') return []
  const found = condition.values.find((value) => /[*?]/u.test(value.replaceAll(/\$\{[^}]*\}/gu, '')))
  if (found === undefined) return []
  return [
    issueAt(statement, ['wildcard-is-literal', 'warning'], `Condition.${condition.operator}.${condition.key}`, [
      `In ${condition.operator} the wildcard of "${shown(found)}" is a plain character.`,
      `Write "${condition.operator.replace(/Equals(?:IgnoreCase)?/u, 'Like')}" if a pattern is meant.`,
    ]),
  ]
}

/** Values of the right kind for their operator, and an operator of the right kind for its key. */
export const checkConditionValues = (
  statement: Statement,
  condition: Condition,
  operator: ConditionOperator,
  type: string | undefined,
): readonly PolicyIssue[] => {
  const form = formOf(operator.comparison)
  const wrong = condition.values.filter((value) => form !== undefined && !value.includes('${') && !form.fits(value))
  const element = `Condition.${condition.operator}.${condition.key}`
  return [
    ...wrong.map((value) =>
      issueAt(statement, ['wrong-condition-value', 'error'], element, [
        `"${shown(value)}" is not ${form?.wanted ?? ''}, which ${condition.operator} needs: it can never match.`,
      ]),
    ),
    ...checkFit(statement, condition, operator, type),
    ...checkWildcards(statement, condition, operator),
    ...checkAddresses(statement, condition, operator),
    ...checkValueForms(statement, condition, operator),
    ...checkBounds(statement, condition, operator),
  ]
}
