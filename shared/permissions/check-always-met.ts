import type { Condition, Statement } from '#shared/facts/policy.ts'
import { acceptsAnyValue } from './condition.ts'
import type { ConditionOperator } from './condition-operator.ts'
import type { PolicyIssue } from './policy-issue.ts'
import { issueAt, shown } from './statement-check.ts'

const comparesBoth = ({ values }: Condition): boolean => {
  const wanted = new Set(values.map((value) => value.toLowerCase()))
  return wanted.has('true') && wanted.has('false')
}

const takesAnything = ({ values }: Condition, { comparison, negated, ifExists, set }: ConditionOperator): boolean =>
  !negated &&
  (comparison === 'string-like' || comparison === 'arn') &&
  (ifExists || set === 'all') &&
  values.some((value) => /^\*+$/u.test(value))

const isMet = (condition: Condition, operator: ConditionOperator): boolean =>
  operator.comparison === 'bool' || operator.comparison === 'null'
    ? comparesBoth(condition)
    : takesAnything(condition, operator) ||
      acceptsAnyValue({ lowerKey: condition.key.toLowerCase(), source: condition }, operator)

/** A condition that looks like a limit and that every request meets. */
export const checkAlwaysMet = (
  statement: Statement,
  condition: Condition,
  operator: ConditionOperator,
): readonly PolicyIssue[] => {
  if (statement.effect !== 'Allow' || !isMet(condition, operator)) return []
  return [
    issueAt(statement, ['condition-always-met', 'warning'], `Condition.${condition.operator}.${condition.key}`, [
      `Every value of ${shown(condition.key)} meets this condition: it limits nothing.`,
      'Name the values that are meant, or leave the condition out.',
    ]),
  ]
}
