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

const matchesOne = (
  value: VariableText,
  compare: Compare,
  actual: string,
  { context, negated }: { readonly context: RequestContext; readonly negated: boolean },
): Ternary => {
  const resolved = resolveVariables(value, context)
  // A variable without a value matches nothing and may make the whole statement invalid: what does not match then is not told.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
  if (resolved.state === 'absent') return negated ? 'unknown' : 'not-met'
  if (resolved.state === 'unknown') return 'unknown'
  return ternaryOf(compare(resolved.pattern, actual))
}

/** Values of the policy are alternatives; with a negated operator none of them may match. */
const valueHolds = (condition: CompiledCondition, operator: ConditionOperator, context: RequestContext) => {
  if (operator.comparison === 'null') return (): Ternary => 'unknown'
  const compare = COMPARE[operator.comparison]
  const { negated } = operator
  const where = { context, negated }
  return (actual: string): Ternary => {
    const some = someTernary(condition.values, (value) => matchesOne(value, compare, actual, where))
    return negated ? notTernary(some) : some
  }
}

const judgeNull = (
  { source }: CompiledCondition,
  { set }: ConditionOperator,
  value: readonly string[] | 'absent',
): Ternary => {
  const isMet = source.values.some((text) => text.toLowerCase() === (value === 'absent' ? 'true' : 'false'))
  if (set === 'none') return ternaryOf(isMet)
  // With a set operator AWS's check reference says "always met" (ForAllValues) and "never" (ForAnyValue), and its simulator asks the values
  // that are there: nothing is decided where these two differ.
  const documented = set === 'all'
  const simulated = value === 'absent' ? documented : isMet
  return simulated === documented ? ternaryOf(documented) : 'unknown'
}

/** An empty text is no value: ForAllValues takes it for none, and Null for a key that is not there. */
const isEmpty = (value: readonly string[]): boolean => value.every((text) => text === '')

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
export const acceptsAnyValue = (
  { lowerKey, source: { values } }: Pick<CompiledCondition, 'lowerKey' | 'source'>,
  operator: ConditionOperator,
): boolean => {
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
  if (operator.comparison === 'null')
    return judgeNull(condition, operator, value === 'absent' || isEmpty(value) ? 'absent' : value)
  if (value === 'absent' || (operator.set === 'all' && isEmpty(value))) return judgeAbsent(operator)
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
