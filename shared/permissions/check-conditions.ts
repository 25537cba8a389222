import { conditionKeyTypeOf } from '#shared/catalogue/condition-keys.ts'
import type { Condition, Statement } from '#shared/facts/policy.ts'
import { checkConditionValues } from './check-condition-values.ts'
import { OPERATOR_NAMES, conditionOperatorOf } from './condition-operator.ts'
import type { ConditionOperator } from './condition-operator.ts'
import { nearestName } from './element-name.ts'
import type { PolicyIssue } from './policy-issue.ts'
import { issueAt, shown } from './statement-check.ts'
import type { StatementCheck } from './statement-check.ts'

const elementOf = ({ operator, key }: Condition): string => `Condition.${operator}.${key}`

const unknownOperator = (statement: Statement, condition: Condition): PolicyIssue => {
  const bare = condition.operator.replace(/^For(?:Any|All)Values?:/iu, '').replace(/IfExists$/iu, '')
  const meant = nearestName(bare, OPERATOR_NAMES)
  return issueAt(statement, ['unknown-operator', 'error'], elementOf(condition), [
    `Condition operator "${shown(condition.operator)}" does not exist.`,
    ...(meant === undefined ? ([] as const) : ([`Write "${meant}".`] as const)),
  ])
}

/** The services of a statement's actions; undefined if wildcards hide one. */
const servicesOf = ({ actions }: Statement): readonly string[] | undefined => {
  const services = (actions ?? ['*']).map((action) => action.slice(0, Math.max(0, action.indexOf(':'))))
  return services.some((service) => service === '' || /[*?]/u.test(service)) ? undefined : [...new Set(services)]
}

// `idp.example.com/tenant:sub`: a claim of an OIDC provider, which no catalogue lists.
const CLAIM = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[^:]*)?:[\w.:/-]+$/iu
const SAML = /^saml:/iu

export const isClaimKey = (key: string): boolean => CLAIM.test(key) || SAML.test(key)

const keyTypeOf = (key: string, statement: Statement): string | undefined => {
  const services = servicesOf(statement)
  if (services === undefined) return conditionKeyTypeOf(key)
  for (const service of services) {
    const type = conditionKeyTypeOf(key, service)
    if (type !== undefined) return type
  }
  return undefined
}

const checkKey = (statement: Statement, condition: Condition, type: string | undefined): readonly PolicyIssue[] => {
  const { key } = condition
  if (type !== undefined || isClaimKey(key)) return []
  const elsewhere = conditionKeyTypeOf(key) !== undefined
  const message = elsewhere
    ? `Condition key "${shown(key)}" belongs to another service than the statement's actions: it is never in their requests.`
    : `Condition key "${shown(key)}" does not exist.`
  return [issueAt(statement, ['unknown-condition-key', 'warning'], elementOf(condition), [message])]
}

const isList = (type: string): boolean => type.startsWith('ArrayOf')

const hasNullCheck = (statement: Statement, key: string): boolean =>
  statement.conditions.some(
    (other) =>
      conditionOperatorOf(other.operator)?.comparison === 'null' &&
      other.key.toLowerCase() === key.toLowerCase() &&
      other.values.every((value) => value.toLowerCase() === 'false'),
  )

const checkSet = (
  statement: Statement,
  condition: Condition,
  operator: ConditionOperator,
  type: string | undefined,
): readonly PolicyIssue[] => {
  const element = elementOf(condition)
  const { key } = condition
  if (operator.set === 'all' && statement.effect === 'Allow' && !hasNullCheck(statement, key))
    return [
      issueAt(statement, ['set-operator-passes-when-absent', 'warning'], element, [
        `ForAllValues is met when the request has no ${shown(key)} at all, so the Allow holds without it.`,
        `Add "Null": { "${shown(key)}": "false" }.`,
      ]),
    ]
  if (type === undefined || operator.comparison === 'null') return []
  if (operator.set === 'none' && isList(type))
    return [
      issueAt(statement, ['set-operator-missing', 'warning'], element, [
        `${shown(key)} has several values: what is compared without ForAnyValue or ForAllValues is not defined.`,
        `Write "ForAnyValue:${condition.operator}" or "ForAllValues:${condition.operator}".`,
      ]),
    ]
  if (operator.set !== 'none' && !isList(type))
    return [
      issueAt(statement, ['set-operator-on-single-value', 'warning'], element, [
        `${shown(key)} has one value: a set operator makes the condition wider than it looks.`,
        `Write "${condition.operator.replace(/^For(?:Any|All)Values:/iu, '')}".`,
      ]),
    ]
  return []
}

const checkCondition = (statement: Statement, condition: Condition): readonly PolicyIssue[] => {
  const operator = conditionOperatorOf(condition.operator)
  const type = keyTypeOf(condition.key, statement)
  if (operator === undefined) return [unknownOperator(statement, condition), ...checkKey(statement, condition, type)]
  return [
    ...checkKey(statement, condition, type),
    ...checkSet(statement, condition, operator, type),
    ...checkConditionValues(statement, condition, operator, type),
  ]
}

export const checkConditions: StatementCheck = (statement) =>
  statement.conditions.flatMap((condition) => checkCondition(statement, condition))
