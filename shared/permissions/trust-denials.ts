import type { Condition, PrincipalElement, Statement } from '#shared/facts/policy.ts'
import { matchesAction } from './action-pattern.ts'
import { conditionOperatorOf } from './condition-operator.ts'

const ASSUMING: readonly string[] = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity']

/** The ways into a role that a list of actions speaks of: `sts:TagSession` and `sts:SetSourceIdentity` alone let nobody in. */
const waysIn = ({ actions = [] }: Statement): readonly string[] =>
  ASSUMING.filter((action) => actions.some((pattern) => matchesAction(pattern, action)))

/** True if the statement speaks of coming in at all. */
export const speaksOfComingIn = (statement: Statement): boolean =>
  statement.actions === undefined ? statement.notActions !== undefined : waysIn(statement).length > 0

const textsOf = ({ aws, service, federated }: PrincipalElement): readonly string[] => [...aws, ...service, ...federated]

/** A Deny for everybody, or for all whom the Allow names. */
const deniesAllOf = ({ effect, principal }: Statement, allow: Statement): boolean => {
  if (effect !== 'Deny' || principal === undefined) return false
  if (principal.anyone || principal.aws.includes('*')) return true
  if (allow.principal === undefined || allow.principal.anyone) return false
  const denied = new Set(textsOf(principal))
  return textsOf(allow.principal).every((text) => denied.has(text))
}

/** A Deny for everybody that closes every way in which the Allow opens. */
const covers = (deny: Statement, allow: Statement): boolean => {
  const denied = waysIn(deny)
  return waysIn({ ...allow, actions: allow.actions ?? ASSUMING }).every((action) => denied.includes(action))
}

// "Everybody but AWS services" is everybody, as far as users and roles are concerned.
const sparesServices = ({ key, operator, values }: Condition): boolean =>
  key.toLowerCase() === 'aws:principalisawsservice' &&
  conditionOperatorOf(operator)?.comparison === 'bool' &&
  values.every((value) => value.toLowerCase() === 'false')

const POSITIVE: Readonly<Record<string, string>> = {
  string: 'StringEquals',
  'string-ignoring-case': 'StringEqualsIgnoreCase',
  'string-like': 'StringLike',
  arn: 'ArnLike',
  ip: 'IpAddress',
}

/** What a request must bring so that it is not denied. A key that is missing meets a negated operator, so it must be there. */
const oppositeOf = ({ key, operator, values }: Condition): readonly Condition[] => {
  const read = conditionOperatorOf(operator)
  if (read?.negated === true && read.set !== 'any') {
    const positive = POSITIVE[read.comparison]
    const set = read.set === 'all' ? 'ForAnyValue:' : ''
    return positive === undefined ? [] : [{ key, operator: `${set}${positive}`, values }]
  }
  const refusesAbsence = read?.comparison === 'null' && values.join().toLowerCase() === 'true'
  if (refusesAbsence) return [{ key, operator: 'Null', values: ['false'] }]
  // Long-lived keys send no MFA key at all, and only IfExists reaches them.
  const refusesWithoutMfa = read?.comparison === 'bool' && read.ifExists && values.join().toLowerCase() === 'false'
  return refusesWithoutMfa && key.toLowerCase() === 'aws:multifactorauthpresent'
    ? [{ key, operator: 'Bool', values: ['true'] }]
    : []
}

/**
 * Allow for `*` and Deny for all who are not of the organization is one way to write "the organization". A Deny with several conditions
 * spares whoever misses one of them, and so asks for nothing.
 */
export const demandsOfDenials = (allow: Statement, statements: readonly Statement[]): readonly Condition[] =>
  statements
    .filter((statement) => deniesAllOf(statement, allow) && covers(statement, allow))
    .map(({ conditions }) => conditions.filter((condition) => !sparesServices(condition)))
    .flatMap(([only, ...more]) => (only === undefined || more.length > 0 ? [] : oppositeOf(only)))

/** True if a Deny without conditions closes every way in for everybody. */
export const isClosed = (allow: Statement, statements: readonly Statement[]): boolean =>
  statements.some(
    (statement) => deniesAllOf(statement, allow) && statement.conditions.length === 0 && covers(statement, allow),
  )
