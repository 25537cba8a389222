import { parseArn } from '#shared/facts/arn.ts'
import type { Condition } from '#shared/facts/policy.ts'
import { conditionOperatorOf } from './condition-operator.ts'
import type { ConditionOperator } from './condition-operator.ts'
import { callersNamedBy } from './named-callers.ts'
import type { NamedCallers } from './named-callers.ts'

/** A condition key that a trust policy compares with values; several values are alternatives, so the weakest decides. */
export interface RequiredValue {
  readonly key: string
  readonly operator: string
  readonly values: readonly string[]
  /** True if wildcards in the values are wildcards. */
  readonly patterns: boolean
  /** True if a request without the key passes all the same (IfExists, ForAllValues). */
  readonly optional: boolean
}

/** What a trust policy asks of whoever assumes the role. */
export interface TrustConditions {
  readonly required: readonly RequiredValue[]
  readonly externalIds: readonly string[]
  /** MFA must have been used; `BoolIfExists` does not ask for it. */
  readonly mfa: boolean
  /** By aws:PrincipalOrgID, PrincipalOrgPaths, PrincipalAccount or PrincipalArn, also for `*`; a caller must be among those of each. */
  readonly callers: readonly NamedCallers[]
  /** aws:SourceAccount, SourceArn of one account, SourceOrgID or SourceOrgPaths: a service may not be made to act for strangers. */
  readonly bindsSource: boolean
  /** Conditions that only forbid something, or whose operator is not known. */
  readonly others: readonly Condition[]
}

const SOURCE_KEYS: ReadonlySet<string> = new Set(['aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths'])
const MATCHING: ReadonlySet<string> = new Set([
  'string',
  'string-ignoring-case',
  'string-like',
  'arn',
  'bool',
  'numeric-less',
  'numeric-less-or-equal',
  'ip',
])

const requires = (operator: ConditionOperator | undefined): operator is ConditionOperator =>
  operator !== undefined && !operator.negated && MATCHING.has(operator.comparison)

/** Only wildcards: asks for nothing but the key's presence. */
export const isAnyValue = (value: string): boolean => /^\*+$/u.test(value)

const requiredValue = (condition: Condition): RequiredValue | undefined => {
  const operator = conditionOperatorOf(condition.operator)
  if (!requires(operator)) return undefined
  return {
    key: condition.key,
    operator: condition.operator,
    values: condition.values,
    patterns: operator.comparison === 'string-like' || operator.comparison === 'arn',
    optional: operator.ifExists || operator.set === 'all',
  }
}

const keyIs = (value: RequiredValue, key: string): boolean => value.key.toLowerCase() === key

/** True if the condition really leaves somebody out. */
export const restricts = ({ values, patterns, optional }: RequiredValue): boolean =>
  !optional && values.length > 0 && !(patterns && values.some(isAnyValue))

/** `arn:aws:events:*:*:rule/*` is a rule of anybody; a bucket's ARN has no account, and its name is its owner's alone. */
const namesSource = (value: string): boolean => {
  const arn = parseArn(value)
  if (arn === undefined) return false
  return arn.account === '' ? !/^[*?]/u.test(arn.resource) : !/[*?]/u.test(arn.account)
}

const bindsSource = ({ key, values }: RequiredValue): boolean => {
  const lowerKey = key.toLowerCase()
  if (lowerKey === 'aws:sourcearn') return values.every(namesSource)
  return SOURCE_KEYS.has(lowerKey) && values.every((value) => !/^(?:o-)?[*?]/u.test(value))
}

export const trustConditionsOf = (conditions: readonly Condition[]): TrustConditions => {
  const required = conditions.flatMap((condition) => requiredValue(condition) ?? [])
  const firm = required.filter(restricts)
  return {
    required,
    externalIds: firm.filter((value) => keyIs(value, 'sts:externalid')).flatMap(({ values }) => values),
    mfa: firm.some(
      (value) =>
        (keyIs(value, 'aws:multifactorauthpresent') && value.values.every((text) => text.toLowerCase() === 'true')) ||
        keyIs(value, 'aws:multifactorauthage'),
    ),
    callers: firm.flatMap(({ key, values }) => callersNamedBy(key, values) ?? []),
    bindsSource: firm.some(bindsSource),
    others: conditions.filter((condition) => !requires(conditionOperatorOf(condition.operator))),
  }
}
