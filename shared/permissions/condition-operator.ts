/** A condition operator taken apart: `ForAnyValue:StringNotLikeIfExists` is StringLike, negated, if-exists, any value. */
export interface ConditionOperator {
  readonly comparison: Comparison
  readonly negated: boolean
  readonly ifExists: boolean
  readonly set: 'none' | 'any' | 'all'
}

export type Comparison =
  | 'string'
  | 'string-ignoring-case'
  | 'string-like'
  | 'numeric'
  | 'numeric-less'
  | 'numeric-less-or-equal'
  | 'numeric-greater'
  | 'numeric-greater-or-equal'
  | 'date'
  | 'date-less'
  | 'date-less-or-equal'
  | 'date-greater'
  | 'date-greater-or-equal'
  | 'bool'
  | 'binary'
  | 'ip'
  | 'arn'
  | 'null'

type Row = readonly [name: string, comparison: Comparison, negated?: boolean]

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
const ROWS: readonly Row[] = [
  ['StringEquals', 'string'],
  ['StringNotEquals', 'string', true],
  ['StringEqualsIgnoreCase', 'string-ignoring-case'],
  ['StringNotEqualsIgnoreCase', 'string-ignoring-case', true],
  ['StringLike', 'string-like'],
  ['StringNotLike', 'string-like', true],
  ['NumericEquals', 'numeric'],
  ['NumericNotEquals', 'numeric', true],
  ['NumericLessThan', 'numeric-less'],
  ['NumericLessThanEquals', 'numeric-less-or-equal'],
  ['NumericGreaterThan', 'numeric-greater'],
  ['NumericGreaterThanEquals', 'numeric-greater-or-equal'],
  ['DateEquals', 'date'],
  ['DateNotEquals', 'date', true],
  ['DateLessThan', 'date-less'],
  ['DateLessThanEquals', 'date-less-or-equal'],
  ['DateGreaterThan', 'date-greater'],
  ['DateGreaterThanEquals', 'date-greater-or-equal'],
  ['Bool', 'bool'],
  ['BinaryEquals', 'binary'],
  ['IpAddress', 'ip'],
  ['NotIpAddress', 'ip', true],
  // ArnEquals and ArnLike behave alike: each of the six parts may hold wildcards.
  ['ArnEquals', 'arn'],
  ['ArnLike', 'arn'],
  ['ArnNotEquals', 'arn', true],
  ['ArnNotLike', 'arn', true],
  ['Null', 'null'],
]

const byLowerName: ReadonlyMap<string, Row> = new Map(ROWS.map((row) => [row[0].toLowerCase(), row]))

/** The operators' own names, as the documentation writes them. */
export const OPERATOR_NAMES: readonly string[] = ROWS.map(([name]) => name)

const splitSet = (name: string): { set: ConditionOperator['set']; rest: string } => {
  if (name.startsWith('foranyvalue:')) return { set: 'any', rest: name.slice('foranyvalue:'.length) }
  if (name.startsWith('forallvalues:')) return { set: 'all', rest: name.slice('forallvalues:'.length) }
  return { set: 'none', rest: name }
}

/** `undefined` for an operator that IAM does not have. */
export const conditionOperatorOf = (name: string): ConditionOperator | undefined => {
  const { set, rest } = splitSet(name.toLowerCase())
  const plain = byLowerName.get(rest)
  const row = plain ?? (rest.endsWith('ifexists') ? byLowerName.get(rest.slice(0, -'ifexists'.length)) : undefined)
  if (row === undefined) return undefined
  const [, comparison, negated = false] = row
  const ifExists = plain === undefined
  // IAM has no NullIfExists: Null asks for existence itself.
  if (comparison === 'null' && ifExists) return undefined
  return { comparison, negated, ifExists, set }
}
