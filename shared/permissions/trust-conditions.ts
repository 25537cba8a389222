import { parseArn } from '#shared/facts/arn.ts'
import type { Condition } from '#shared/facts/policy.ts'
import { conditionOperatorOf } from './condition-operator.ts'
import type { ConditionOperator } from './condition-operator.ts'
import { callersNamedBy, sourcesNamedBy } from './named-owners.ts'
import type { NamedOwners } from './named-owners.ts'

/** A condition key that a policy compares with values; several values are alternatives, so the weakest decides. */
export interface RequiredValue {
  readonly key: string
  readonly operator: string
  readonly values: readonly string[]
  /** True if wildcards in the values are wildcards. */
  readonly patterns: boolean
  /** True if a request without the key passes all the same (IfExists, ForAllValues, and no Null beside them that asks for the key). */
  readonly optional: boolean
}

/** What a trust policy asks of whoever assumes the role. */
export interface TrustConditions {
  readonly required: readonly RequiredValue[]
  readonly externalIds: readonly string[]
  /** MFA must have been used; `BoolIfExists` does not ask for it. */
  readonly mfa: boolean
  /** By aws:PrincipalOrgID, PrincipalOrgPaths, PrincipalAccount or PrincipalArn, also for `*`; a caller must be among those of each. */
  readonly callers: readonly NamedOwners[]
  /** For whom a service acts, by aws:SourceAccount, SourceArn, SourceOrgID or SourceOrgPaths; again each must be met. */
  readonly sources: readonly NamedOwners[]
  /** aws:SourceAccount, SourceArn of one account, SourceOrgID or SourceOrgPaths: a service may not be made to act for strangers. */
  readonly bindsSource: boolean
  /** Conditions that only forbid something, or whose operator is not known. */
  readonly others: readonly Condition[]
}

const SOURCE_KEYS: ReadonlySet<string> = new Set([
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
])
const MATCHING: ReadonlySet<string> = new Set([
  'string',
  'string-ignoring-case',
  'string-like',
  'arn',
  'bool',
  'numeric',
  'numeric-less',
  'numeric-less-or-equal',
  'ip',
])

const requires = (operator: ConditionOperator | undefined): operator is ConditionOperator =>
  operator !== undefined && !operator.negated && MATCHING.has(operator.comparison)

/** Only wildcards: asks for nothing but the key's presence, and perhaps a length. */
export const isAnyValue = (value: string): boolean => /^[*?]+$/u.test(value)

/** Keys that must be there, by `Null` with `false`. With both words it asks for nothing: values are alternatives. */
export const guardedKeysOf = (conditions: readonly Condition[]): ReadonlySet<string> =>
  new Set(
    conditions
      .filter(({ operator }) => conditionOperatorOf(operator)?.comparison === 'null')
      .filter(({ values }) => values.length > 0 && values.every((value) => value.toLowerCase() === 'false'))
      .map(({ key }) => key.toLowerCase()),
  )

const requiredValue = (condition: Condition, guarded: ReadonlySet<string>): RequiredValue | undefined => {
  const operator = conditionOperatorOf(condition.operator)
  if (!requires(operator)) return undefined
  return {
    key: condition.key,
    operator: condition.operator,
    values: condition.values,
    patterns: operator.comparison === 'string-like' || operator.comparison === 'arn',
    optional: (operator.ifExists || operator.set === 'all') && !guarded.has(condition.key.toLowerCase()),
  }
}

const keyIs = (value: RequiredValue, key: string): boolean => value.key.toLowerCase() === key

/** Every address of IPv4 or of IPv6: whoever wants to come has one. */
const isAnyAddress = (value: string): boolean => value === '0.0.0.0/0' || value === '::/0'

/** True if the condition really leaves somebody out. */
export const restricts = ({ key, values, patterns, optional }: RequiredValue): boolean =>
  !optional &&
  values.length > 0 &&
  !(patterns && values.some(isAnyValue)) &&
  !(key.toLowerCase() === 'aws:sourceip' && values.some(isAnyAddress))

/** Of variables only those that stand for the role's own account and organization: `${aws:PrincipalAccount}` is whoever asks. */
const OWN_VARIABLE = /^\$\{aws:Resource(?:Account|OrgID)\}$/iu

const isOwnVariable = (text: string): boolean => OWN_VARIABLE.test(text)

/** An ARN without an account, a bucket's, names no owner: AWS asks for aws:SourceAccount beside it (IAM user guide, "Confused deputy"). */
const namesAccount = (arn: string): boolean => {
  const account = parseArn(arn)?.account ?? ''
  return /^\d{12}$/u.test(account) || isOwnVariable(account)
}

const namesOwner = (lowerKey: string, value: string, patterns: boolean): boolean => {
  if (lowerKey === 'aws:sourcearn') return namesAccount(value)
  // `o-example/*` is a path in one organization, and what stands before the slash says which.
  const owner = lowerKey.endsWith('orgpaths') ? value.split('/', 1).join() : value
  return owner.includes('${') ? isOwnVariable(owner) : !patterns || !/[*?]/u.test(owner)
}

/**
 * True if each value stands for an account or an organization that is named. `1234*` and `o-*` name nobody: anybody can get an account,
 * or make an organization, that fits.
 */
const bindsSource = ({ key, values, patterns }: RequiredValue): boolean =>
  SOURCE_KEYS.has(key.toLowerCase()) && values.every((value) => namesOwner(key.toLowerCase(), value, patterns))

/** What the conditions of a statement compare; those that only forbid something are left out. */
export const requiredValuesOf = (conditions: readonly Condition[]): readonly RequiredValue[] => {
  const guarded = guardedKeysOf(conditions)
  return conditions.flatMap((condition) => requiredValue(condition, guarded) ?? [])
}

export const trustConditionsOf = (conditions: readonly Condition[]): TrustConditions => {
  const required = requiredValuesOf(conditions)
  const firm = required.filter(restricts)
  return {
    required,
    externalIds: firm.filter((value) => keyIs(value, 'sts:externalid')).flatMap(({ values }) => values),
    mfa: firm.some(
      (value) =>
        (keyIs(value, 'aws:multifactorauthpresent') && value.values.every((text) => text.toLowerCase() === 'true')) ||
        keyIs(value, 'aws:multifactorauthage'),
    ),
    callers: firm.flatMap((value) => callersNamedBy(value) ?? []),
    sources: firm.flatMap((value) => sourcesNamedBy(value) ?? []),
    bindsSource: firm.some(bindsSource),
    others: conditions.filter((condition) => !requires(conditionOperatorOf(condition.operator))),
  }
}
