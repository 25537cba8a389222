import { canCarryKey, conditionKeyTypeOf } from '#shared/catalogue/condition-keys.ts'
import type { Condition, Statement } from '#shared/facts/policy.ts'
import { whenKeyAbsent } from './absent-key.ts'
import { checkAlwaysMet } from './check-always-met.ts'
import { checkConditionActions } from './check-condition-actions.ts'
import { checkConditionValues } from './check-condition-values.ts'
import { checkWeakKeys } from './check-weak-keys.ts'
import { OPERATOR_NAMES, conditionOperatorOf } from './condition-operator.ts'
import type { ConditionOperator } from './condition-operator.ts'
import { nearestName } from './element-name.ts'
import type { PolicyIssue } from './policy-issue.ts'
import { issueAt, shown } from './statement-check.ts'
import type { StatementCheck } from './statement-check.ts'
import { guardedKeysOf } from './trust-conditions.ts'

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

const hasFirm = (statement: Statement, fits: (lowerKey: string) => boolean): boolean =>
  statement.conditions.some((condition) => fits(condition.key.toLowerCase()) && whenKeyAbsent(condition) === 'fails')

const hasKey = (statement: Statement, lowerKey: string): boolean =>
  statement.conditions.some(({ key }) => key.toLowerCase() === lowerKey)

/** Another condition of the statement already sees to requests that do not carry the key, or every such request carries it. */
const isSeenTo = (statement: Statement, key: string): boolean => {
  const lowerKey = key.toLowerCase()
  if (guardedKeysOf(statement.conditions).has(lowerKey)) return true
  // A request that brings one tag brings the list of its tags.
  if (lowerKey === 'aws:tagkeys') return hasFirm(statement, (other) => other.startsWith('aws:requesttag/'))
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
  if (lowerKey === 'dynamodb:attributes') return hasKey(statement, 'dynamodb:select')
  return lowerKey === 'dynamodb:leadingkeys' && onlyByKey(statement)
}

/** Every action is a call that names the partition key. */
const onlyByKey = ({ actions = [] }: Statement): boolean =>
  actions.length > 0 && actions.every((action) => !/[*?]/u.test(action) && canCarryKey(action, 'dynamodb:LeadingKeys'))

const checkNullOperator = (statement: Statement, condition: Condition): readonly PolicyIssue[] => [
  issueAt(statement, ['null-with-set-operator', 'warning'], elementOf(condition), [
    'Null asks whether the key is there at all; with a set operator it is always met, or never.',
    'Write "Null".',
  ]),
]

const checkSet = (
  statement: Statement,
  condition: Condition,
  operator: ConditionOperator,
  type: string | undefined,
): readonly PolicyIssue[] => {
  const element = elementOf(condition)
  const { key } = condition
  if (operator.comparison === 'null') return operator.set === 'none' ? [] : checkNullOperator(statement, condition)
  if (operator.set === 'all' && statement.effect === 'Allow' && !isSeenTo(statement, key))
    return [
      issueAt(statement, ['set-operator-passes-when-absent', 'warning'], element, [
        `ForAllValues is met when the request has no ${shown(key)} at all, so the Allow holds without it.`,
        `Add "Null": { "${shown(key)}": "false" }.`,
      ]),
    ]
  if (type === undefined) return []
  if (operator.set === 'none' && isList(type))
    return [
      issueAt(statement, ['set-operator-missing', 'warning'], element, [
        `${shown(key)} has several values: what is compared without ForAnyValue or ForAllValues is not defined.`,
        `Write "ForAnyValue:${condition.operator}" or "ForAllValues:${condition.operator}".`,
      ]),
    ]
  if (operator.set !== 'none' && !isList(type)) {
    const plain = condition.operator.replace(/^For(?:Any|All)Values?:/iu, '')
    const changesNothing = operator.set === 'any' && !operator.negated
    const effect = changesNothing ? 'adds nothing' : 'changes what becomes of requests without it'
    return [
      issueAt(statement, ['set-operator-on-single-value', changesNothing ? 'advice' : 'warning'], element, [
        `${shown(key)} has one value: a set operator ${effect}.`,
        `Write "${plain}".`,
      ]),
    ]
  }
  return []
}

const checkCondition = (statement: Statement, condition: Condition): readonly PolicyIssue[] => {
  const operator = conditionOperatorOf(condition.operator)
  const type = keyTypeOf(condition.key, statement)
  if (operator === undefined) return [unknownOperator(statement, condition), ...checkKey(statement, condition, type)]
  return [
    ...checkKey(statement, condition, type),
    ...(type === undefined || isClaimKey(condition.key) ? [] : checkConditionActions(statement, condition)),
    ...checkSet(statement, condition, operator, type),
    ...checkConditionValues(statement, condition, operator, type),
    ...checkAlwaysMet(statement, condition, operator),
    ...checkWeakKeys(statement, condition, operator),
  ]
}

export const checkConditions: StatementCheck = (statement) =>
  statement.conditions.flatMap((condition) => checkCondition(statement, condition))
