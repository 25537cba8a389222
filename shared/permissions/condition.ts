import type { Condition } from '#shared/facts/policy.ts'
import { COMPARE } from './condition-comparison.ts'
import type { Compare } from './condition-comparison.ts'
import { conditionOperatorOf } from './condition-operator.ts'
import type { ConditionOperator } from './condition-operator.ts'
import { resolveVariables, variableTextOf, variablesOf } from './policy-variable.ts'
import type { VariableText } from './policy-variable.ts'
import { contextValue } from './request-context.ts'
import type { RequestContext } from './request-context.ts'
import type { Ternary } from './ternary.ts'
import { everyTernary, notTernary, someTernary, ternaryOf } from './ternary.ts'

export interface CompiledCondition {
  readonly source: Condition
  /** Absent: IAM has no such operator, so nobody can say what it decides. */
  readonly operator?: ConditionOperator
  readonly lowerKey: string
  readonly values: readonly VariableText[]
  /** The condition's key and those of the variables in its values. */
  readonly keys: readonly string[]
}

export const compileCondition = (condition: Condition, variables: boolean): CompiledCondition => {
  const operator = conditionOperatorOf(condition.operator)
  const values = condition.values.map((value) => variableTextOf(value, variables))
  const lowerKey = condition.key.toLowerCase()
  const keys = [lowerKey, ...values.flatMap(variablesOf)]
  return { source: condition, lowerKey, values, keys, ...(operator && { operator }) }
}

const matchesOne = (value: VariableText, compare: Compare, actual: string, context: RequestContext): Ternary => {
  const resolved = resolveVariables(value, context)
  if (resolved.state === 'absent') return 'not-met'
  if (resolved.state === 'unknown') return 'unknown'
  return ternaryOf(compare(resolved.pattern, actual))
}

/** Values of the policy are alternatives; with a negated operator none of them may match. */
const valueHolds = (condition: CompiledCondition, operator: ConditionOperator, context: RequestContext) => {
  if (operator.comparison === 'null') return (): Ternary => 'unknown'
  const compare = COMPARE[operator.comparison]
  return (actual: string): Ternary => {
    const some = someTernary(condition.values, (value) => matchesOne(value, compare, actual, context))
    return operator.negated ? notTernary(some) : some
  }
}

const judgeNull = (condition: CompiledCondition, value: readonly string[] | 'absent'): Ternary => {
  const wanted = condition.source.values.map((text) => text.toLowerCase())
  return ternaryOf(wanted.includes(value === 'absent' ? 'true' : 'false'))
}

const judgeAbsent = ({ set, ifExists, negated }: ConditionOperator): Ternary => {
  // ForAnyValue needs a value, also with IfExists: observed on AWS, see repost.aws "ForAnyValue:StringEqualsIfExists".
  if (set === 'any') return 'not-met'
  return ternaryOf(set === 'all' || ifExists || negated)
}

/** Keys of every request, with a value that the caller has or chooses. */
const ALWAYS_THERE: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principaltype',
  'aws:sourceip',
  'aws:useragent',
  'aws:userid',
])

/** `StringLike` with `*`, addresses from `0.0.0.0/0`: a condition that looks like a limit and is none, whatever the value. */
const acceptsAnyValue = ({ lowerKey, source: { values } }: CompiledCondition, operator: ConditionOperator): boolean => {
  if (operator.negated || !ALWAYS_THERE.has(lowerKey)) return false
  if (operator.comparison === 'ip') return values.includes('0.0.0.0/0')
  const takesPatterns = operator.comparison === 'string-like' || operator.comparison === 'arn'
  return takesPatterns && values.some((value) => /^\*+$/u.test(value))
}

/** Does the request meet this condition? */
export const judgeCondition = (condition: CompiledCondition, context: RequestContext): Ternary => {
  const { operator } = condition
  if (operator === undefined) return 'unknown'
  const value = contextValue(context, condition.lowerKey)
  if (value === 'unknown') return acceptsAnyValue(condition, operator) ? 'met' : 'unknown'
  if (operator.comparison === 'null') return judgeNull(condition, value)
  if (value === 'absent') return judgeAbsent(operator)
  const holds = valueHolds(condition, operator, context)
  if (operator.set === 'all') return everyTernary(value, holds)
  // A key of several values without a set operator: one that satisfies is enough, one that must not match is too many.
  if (operator.set === 'none' && operator.negated) return everyTernary(value, holds)
  return someTernary(value, holds)
}

export const judgeConditions = (conditions: readonly CompiledCondition[], context: RequestContext): Ternary =>
  everyTernary(conditions, (condition) => judgeCondition(condition, context))

/** Keys of the conditions that cannot be judged in this context. */
export const undecidedKeys = (conditions: readonly CompiledCondition[], context: RequestContext): readonly string[] =>
  conditions.flatMap((condition) => (judgeCondition(condition, context) === 'unknown' ? [condition.source.key] : []))
