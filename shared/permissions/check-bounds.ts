import type { Condition, Statement } from '#shared/facts/policy.ts'
import { parseConditionDate, parseConditionNumber } from './condition-comparison.ts'
import type { ConditionOperator } from './condition-operator.ts'
import type { PolicyIssue } from './policy-issue.ts'
import { issueAt, shown } from './statement-check.ts'

const ORDER = /^(?<kind>numeric|date)-(?<side>less|greater)/u

/** Several bounds are alternatives, so the loosest is the only one that counts. */
export const checkBounds = (
  statement: Statement,
  condition: Condition,
  { comparison }: ConditionOperator,
): readonly PolicyIssue[] => {
  const order = ORDER.exec(comparison)?.groups
  if (order === undefined || condition.values.length < 2) return []
  const parse = order['kind'] === 'date' ? parseConditionDate : parseConditionNumber
  const upwards = order['side'] === 'less' ? 1 : -1
  const bounds = condition.values.flatMap((text) => {
    const value = parse(text)
    return value === undefined ? [] : [{ text, value }]
  })
  const loosest = bounds.toSorted((a, b) => (b.value - a.value) * upwards)[0]
  if (loosest === undefined) return []
  return [
    issueAt(statement, ['several-bounds', 'advice'], `Condition.${condition.operator}.${condition.key}`, [
      `Of several bounds the loosest counts: "${shown(loosest.text)}".`,
      'Write that one alone.',
    ]),
  ]
}
