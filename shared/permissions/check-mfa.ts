import type { Condition, Statement } from '#shared/facts/policy.ts'
import { conditionOperatorOf } from './condition-operator.ts'
import { guardedKeysOf } from './trust-conditions.ts'
import type { PolicyIssue } from './policy-issue.ts'
import { issueAt } from './statement-check.ts'
import type { StatementCheck } from './statement-check.ts'

const MFA_PRESENT = 'aws:multifactorauthpresent'

const mustBeThere = ({ conditions }: Statement): boolean => guardedKeysOf(conditions).has(MFA_PRESENT)

const issue = (statement: Statement, { operator, key }: Condition, message: string, meant: string): PolicyIssue =>
  issueAt(statement, ['mfa-condition-misses', 'warning'], `Condition.${operator}.${key}`, [message, meant])

/**
 * A request signed with a long-lived key has no aws:MultiFactorAuthPresent at all, so `Bool` and `BoolIfExists` differ where it matters most.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
const checkCondition = (statement: Statement, condition: Condition): readonly PolicyIssue[] => {
  const operator = conditionOperatorOf(condition.operator)
  if (condition.key.toLowerCase() !== MFA_PRESENT || operator?.comparison !== 'bool') return []
  const wanted = condition.values.map((value) => value.toLowerCase())
  const [asksFor] = wanted
  if (statement.notPrincipal !== undefined) return []
  if (wanted.length !== 1) return []
  if (statement.effect === 'Allow' && asksFor === 'false')
    return [
      issue(
        statement,
        condition,
        'This Allow holds only without MFA.',
        'Write "true" with Bool if MFA is meant to be needed.',
      ),
    ]
  if (statement.effect === 'Allow' && asksFor === 'true' && operator.ifExists && !mustBeThere(statement))
    return [
      issue(
        statement,
        condition,
        'BoolIfExists is met by every request that is signed with an access key, without any MFA.',
        'Write "Bool".',
      ),
    ]
  if (statement.effect === 'Deny' && asksFor === 'false' && !operator.ifExists)
    return [
      issue(
        statement,
        condition,
        'This Deny does not reach requests that are signed with an access key: they do not say whether there was MFA.',
        'Write "BoolIfExists".',
      ),
    ]
  return []
}

/** Conditions on MFA that ask for it of some and not of others. */
export const checkMfa: StatementCheck = (statement) =>
  statement.conditions.flatMap((condition) => checkCondition(statement, condition))
