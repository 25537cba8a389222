import type { PolicyDocument, Statement } from '#shared/facts/policy.ts'
import { byCodeUnit } from '#shared/facts/order.ts'
import {
  actionsMatching,
  either,
  noActions,
  positionsOf,
  setHasPosition,
  sizeOfSet,
  unpackSet,
  without,
} from './action-set.ts'
import type { ActionBits } from './action-set.ts'
import { isNearlyAll, isNearlyEverything } from './administrator.ts'
import { compiledStatementsOf } from './compiled-document.ts'
import { isOnNothing } from './compiled-statement.ts'
import type { CompiledStatement } from './compiled-statement.ts'
import { judgeConditions } from './condition.ts'
import { ANY_CALLER } from './principal-context.ts'
import { namedActions } from './statement-grants.ts'
import { namesWholeKind, namesWholeService, serviceOfArn } from './whole-arn.ts'

const bitsOf = (statement: CompiledStatement): ActionBits => unpackSet(namedActions(statement.source))

// `arn:*`, `arn:aws:*:*:*:*`: whatever has an ARN.
const ANY_ARN = /^arn:(?:\*|[^:*?]+:\*)(?::\*)*$/u

/** NotResource that leaves out a few is still nearly everything. */
const reachesAll = (statement: CompiledStatement): boolean =>
  statement.onEverything ||
  (statement.resourcesNegated && !isOnNothing(statement)) ||
  statement.source.resources?.some((text) => ANY_ARN.test(text)) === true

/** Hangs on something that not every caller has: TLS, or an address of any kind, is no such thing. */
const isConditional = ({ conditions }: CompiledStatement): boolean => judgeConditions(conditions, ANY_CALLER) !== 'met'

const opens = (statement: CompiledStatement): boolean =>
  statement.effect === 'Allow' && !isConditional(statement) && reachesAll(statement)

/** An Allow statement that hangs on nothing, and of which services it reaches every resource, or every one of a kind. */
export interface OpenStatement {
  readonly statement: Statement
  readonly reachesAllOf: (service: string) => boolean
}

export const openStatementsOf = (document: PolicyDocument): readonly OpenStatement[] =>
  compiledStatementsOf(document)
    .filter((statement) => statement.effect === 'Allow' && !isConditional(statement))
    .map((statement) => {
      const everywhere = reachesAll(statement)
      const reachesAllOf = (service: string): boolean =>
        everywhere || statement.source.resources?.some((text) => namesWholeKind(text, service)) === true
      return { statement: statement.source, reachesAllOf }
    })

const deniedBits = (statements: readonly CompiledStatement[]): ActionBits =>
  statements
    .filter((statement) => statement.effect === 'Deny' && !isConditional(statement) && statement.onEverything)
    .map(bitsOf)
    .reduce(either, noActions())

const administratorStatements = (document: PolicyDocument): readonly Statement[] => {
  const statements = compiledStatementsOf(document)
  const open = statements.filter(opens)
  // Too few actions, be it all together: most documents end here.
  if (!isNearlyAll(open.reduce((sum, { source }) => sum + sizeOfSet(namedActions(source)), 0))) return []
  const denied = deniedBits(statements)
  const alone = open.filter((statement) => isNearlyEverything(without(bitsOf(statement), denied)))
  if (alone.length > 0) return alone.map(({ source }) => source)
  // No single statement, but all together: `iam:*`, and the rest in another.
  const together = without(open.map(bitsOf).reduce(either, noActions()), denied)
  return isNearlyEverything(together) ? open.map(({ source }) => source) : []
}

const scanned = new WeakMap<PolicyDocument, readonly Statement[]>()

/**
 * The statements by which a document makes an administrator: Allow of (nearly) every action, IAM's included, on every resource without a
 * condition, be it by `*`, by NotAction or by several together; what the same document denies outright is taken off.
 */
export const adminStatementsOf = (document: PolicyDocument): readonly Statement[] => {
  const known = scanned.get(document)
  if (known !== undefined) return known
  const found = administratorStatements(document)
  scanned.set(document, found)
  return found
}

export interface ServiceWildcard {
  readonly statement: Statement
  readonly service: string
  readonly onAllResources: boolean
  readonly conditional: boolean
}

/** `*` on `arn:aws:s3:::*` is `s3:*`. */
const servicesOfResources = ({ resources = [] }: Statement): readonly string[] =>
  resources.flatMap((text) => {
    const service = serviceOfArn(text)
    return namesWholeService(text, service) ? [service] : []
  })

/** `s3:*`, `s3:**` and a NotAction that leaves a whole service open are told apart by the service's own actions, not by spelling. */
const servicesNamed = ({ source }: CompiledStatement): readonly string[] =>
  (source.actions ?? []).flatMap((pattern) => {
    if (!/[*?]/u.test(pattern)) return []
    if (/^\*+(?::\*+)?$/u.test(pattern)) return servicesOfResources(source)
    const service = pattern.slice(0, Math.max(0, pattern.indexOf(':'))).toLowerCase()
    return service === '' || /[*?]/u.test(service) ? [] : [service]
  })

const isWholeService = (statement: CompiledStatement, service: string): boolean => {
  const [named, whole] = [namedActions(statement.source), actionsMatching(`${service}:*`)]
  if (sizeOfSet(whole) === 0 || sizeOfSet(named) < sizeOfSet(whole)) return false
  return positionsOf(whole).every((position) => setHasPosition(named, position))
}

const wholeService = ({ source }: CompiledStatement, service: string): boolean =>
  source.resources?.some((text) => namesWholeService(text, service)) === true

/** Allow statements that give every action of one service (`kms:*`), with what limits them. `*` is among them on all of one service only. */
export const serviceWildcardsOf = (document: PolicyDocument): readonly ServiceWildcard[] =>
  compiledStatementsOf(document)
    .filter(({ effect }) => effect === 'Allow')
    .flatMap((statement) =>
      [...new Set(servicesNamed(statement))]
        .filter((service) => isWholeService(statement, service))
        .sort(byCodeUnit)
        .map((service) => ({
          statement: statement.source,
          service,
          onAllResources: reachesAll(statement) || wholeService(statement, service),
          conditional: isConditional(statement),
        })),
    )

export interface ActionGrant {
  readonly statement: Statement
  readonly onAllResources: boolean
  readonly conditional: boolean
}

/** Statements that refuse the action whatever the request. */
const firmDenials = (document: PolicyDocument, action: string): readonly CompiledStatement[] =>
  compiledStatementsOf(document).filter(
    (deny) => deny.effect === 'Deny' && deny.matchesAction(action.toLowerCase()) && !isConditional(deny),
  )

/** The Deny statements without a condition that name the action. */
export const denialsOf = (document: PolicyDocument, action: string): readonly Statement[] =>
  firmDenials(document, action).map(({ source }) => source)

/** The Allow statements that give an action, unless the same document denies it outright; `onAllResources` leaves out those on named resources. */
export const grantsOn = (
  document: PolicyDocument,
  action: string,
  { onAllResources = false }: { readonly onAllResources?: boolean } = {},
): readonly ActionGrant[] => {
  const lowerAction = action.toLowerCase()
  const allowing = compiledStatementsOf(document).filter(
    (statement) => statement.effect === 'Allow' && statement.matchesAction(lowerAction),
  )
  if (allowing.length === 0 || firmDenials(document, action).some(({ onEverything }) => onEverything)) return []
  return allowing
    .map((statement) => ({
      statement: statement.source,
      onAllResources: reachesAll(statement),
      conditional: isConditional(statement),
    }))
    .filter((grant) => !onAllResources || grant.onAllResources)
}
