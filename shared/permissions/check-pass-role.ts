import type { Condition } from '#shared/facts/policy.ts'
import { whenKeyAbsent } from './absent-key.ts'
import { matchesAction } from './action-pattern.ts'
import { issueAt } from './statement-check.ts'
import type { StatementCheck } from './statement-check.ts'
import { namesWholeKind } from './whole-arn.ts'

const PASSED_TO_SERVICE = 'iam:passedtoservice'

const namesService = (condition: Condition): boolean =>
  condition.key.toLowerCase() === PASSED_TO_SERVICE &&
  whenKeyAbsent(condition) === 'fails' &&
  !condition.values.some((value) => /^\*+$/u.test(value))

/** iam:PassRole on every role, to every service. Said where it is named: under `*` it is the smallest worry. */
export const checkPassRole: StatementCheck = (statement, kind) => {
  const { effect, actions, resources, conditions } = statement
  if (effect !== 'Allow' || actions === undefined || kind === 'trust-policy' || kind === 'service-control-policy')
    return []
  const index = actions.findIndex((action) => !/^\*+(?::\*+)?$/u.test(action) && matchesAction(action, 'iam:PassRole'))
  if (index < 0) return []
  const open = resources?.some((resource) => /^\*+$/u.test(resource) || namesWholeKind(resource, 'iam')) === true
  if (!open || conditions.some(namesService)) return []
  return [
    issueAt(statement, ['pass-role-open', 'warning'], `Action[${index}]`, [
      'iam:PassRole on every resource hands any role of the account to any service.',
      'Name the roles, and add a condition on iam:PassedToService.',
    ]),
  ]
}
