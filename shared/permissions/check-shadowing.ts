import type { PolicyDocument, Statement } from '#shared/facts/policy.ts'
import { byCodeUnit } from '#shared/facts/order.ts'
import { actionPatternOf } from './action-pattern.ts'
import type { PolicyIssue } from './policy-issue.ts'
import { issueAt } from './statement-check.ts'
import { coversPattern, patternOf } from './wildcard-pattern.ts'

const conditionsText = ({ conditions }: Statement): string =>
  conditions
    .map(({ operator, key, values }) => `${operator} ${key.toLowerCase()} ${[...values].sort(byCodeUnit).join('\n')}`)
    .sort(byCodeUnit)
    .join('\n\n')

const coversActions = (wide: readonly string[], narrow: readonly string[]): boolean => {
  const outer = wide.map(actionPatternOf)
  return narrow
    .map(actionPatternOf)
    .every((one) => one === 'nothing' || outer.some((o) => o !== 'nothing' && coversPattern(o, one)))
}

const coversResources = (wide: readonly string[], narrow: readonly string[]): boolean => {
  const outer = wide.map(patternOf)
  return narrow.map(patternOf).every((one) => outer.some((o) => coversPattern(o, one)))
}

const principalText = ({ principal, notPrincipal }: Statement): string =>
  principal === undefined && notPrincipal === undefined ? '' : JSON.stringify([principal, notPrincipal])

/** Is everything that `narrow` speaks of spoken of by `wide` too? Only where both list what they mean. */
const covers = (wide: Statement, narrow: Statement): boolean =>
  wide.actions !== undefined &&
  narrow.actions !== undefined &&
  wide.notResources === undefined &&
  narrow.notResources === undefined &&
  principalText(wide) === principalText(narrow) &&
  (wide.conditions.length === 0 || conditionsText(wide) === conditionsText(narrow)) &&
  coversActions(wide.actions, narrow.actions) &&
  coversResources(wide.resources ?? ['*'], narrow.resources ?? ['*'])

const isSame = (a: Statement, b: Statement): boolean => covers(a, b) && covers(b, a)

const repeats = (statement: Statement, others: readonly Statement[]): Statement | undefined =>
  others.find(
    (other) =>
      other !== statement &&
      other.effect === statement.effect &&
      covers(other, statement) &&
      // Of two equal statements the later one is the repetition.
      (!isSame(other, statement) || other.index < statement.index),
  )

const cancels = (statement: Statement, others: readonly Statement[]): Statement | undefined =>
  statement.effect === 'Allow'
    ? others.find((other) => other.effect === 'Deny' && other.conditions.length === 0 && covers(other, statement))
    : undefined

// Pairs grow with the square: a document that fits the quotas has far fewer statements.
const MOST_STATEMENTS = 200

/** Statements that change nothing: covered by another of the same effect, or taken back by a Deny. */
export const checkShadowing = (document: PolicyDocument): readonly PolicyIssue[] => {
  if (document.state === 'unreadable') return []
  const { statements } = document
  if (statements.length < 2 || statements.length > MOST_STATEMENTS) return []
  return statements.flatMap((statement): readonly PolicyIssue[] => {
    const deny = cancels(statement, statements)
    if (deny !== undefined) {
      const message = `Statement ${deny.index} denies all that this one allows: it has no effect.`
      return [
        {
          ...issueAt(statement, ['statement-cancelled', 'warning'], '', [message]),
          path: `Statement[${statement.index}]`,
        },
      ]
    }
    const wider = repeats(statement, statements)
    if (wider === undefined) return []
    const message = `Statement ${wider.index} says all that this one says: it can go.`
    return [
      { ...issueAt(statement, ['statement-repeated', 'advice'], '', [message]), path: `Statement[${statement.index}]` },
    ]
  })
}
