import type { PolicyDocument, Statement } from '#shared/facts/policy.ts'
import { actionsOfService } from '#shared/catalogue/actions.ts'
import { byCodeUnit } from '#shared/facts/order.ts'
import { bitsOfActions, both, countBits, either, noActions } from './action-set.ts'
import type { ActionBits } from './action-set.ts'
import { isNearlyEverything } from './administrator.ts'
import { compiledStatementsOf } from './compiled-document.ts'
import type { CompiledStatement } from './compiled-statement.ts'
import { namedActions } from './statement-grants.ts'

const memory = new WeakMap<CompiledStatement, ActionBits>()
const actionsOf = (statement: CompiledStatement): ActionBits => {
  const known = memory.get(statement)
  if (known !== undefined) return known
  const bits = namedActions(statement.source)
  memory.set(statement, bits)
  return bits
}

/** NotResource that leaves out a few is still nearly everything. */
const reachesAll = ({ onEverything, resourcesNegated }: CompiledStatement): boolean => onEverything || resourcesNegated

const opens = (statement: CompiledStatement): boolean =>
  statement.effect === 'Allow' && statement.conditions.length === 0 && reachesAll(statement)

const deniedBits = (statements: readonly CompiledStatement[]): ActionBits =>
  statements
    .filter(({ effect, conditions, onEverything }) => effect === 'Deny' && conditions.length === 0 && onEverything)
    .map(actionsOf)
    .reduce(either, noActions())

const minus = (bits: ActionBits, denied: ActionBits): ActionBits => {
  const left = new Uint32Array(bits.length)
  for (let i = 0; i < left.length; i += 1) left[i] = (bits[i] ?? 0) & ~(denied[i] ?? 0)
  return left
}

const administratorStatements = (document: PolicyDocument): readonly Statement[] => {
  const statements = compiledStatementsOf(document)
  const denied = deniedBits(statements)
  const open = statements.filter(opens)
  const alone = open.filter((statement) => isNearlyEverything(minus(actionsOf(statement), denied)))
  if (alone.length > 0) return alone.map(({ source }) => source)
  // No single statement, but all together: `iam:*`, and the rest in another.
  const together = minus(open.map(actionsOf).reduce(either, noActions()), denied)
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

/** `s3:*`, `s3:**` and a NotAction that leaves a whole service open are told apart by the service's own actions, not by spelling. */
const servicesNamed = ({ source }: CompiledStatement): readonly string[] =>
  (source.actions ?? []).flatMap((pattern) => {
    if (!/[*?]/u.test(pattern)) return []
    const service = pattern.slice(0, Math.max(0, pattern.indexOf(':'))).toLowerCase()
    return service === '' || /[*?]/u.test(service) || actionsOfService(service).length === 0 ? [] : [service]
  })

const bitsByService = new Map<string, ActionBits>()
const bitsOfService = (service: string): ActionBits => {
  const known = bitsByService.get(service)
  if (known !== undefined) return known
  const bits = bitsOfActions(actionsOfService(service))
  bitsByService.set(service, bits)
  return bits
}

const isWholeService = (statement: CompiledStatement, service: string): boolean => {
  const all = bitsOfService(service)
  return countBits(both(actionsOf(statement), all)) === countBits(all)
}

/** Allow statements that give every action of one service (`kms:*`), with what limits them. `*` itself is not among them. */
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
          onAllResources: reachesAll(statement),
          conditional: statement.conditions.length > 0,
        })),
    )

export interface ActionGrant {
  readonly statement: Statement
  readonly onAllResources: boolean
  readonly conditional: boolean
}

const isDeniedOutright = (statements: readonly CompiledStatement[], lowerAction: string): boolean =>
  statements.some(
    (deny) =>
      deny.effect === 'Deny' && deny.conditions.length === 0 && deny.onEverything && deny.matchesAction(lowerAction),
  )

/** The Allow statements that give an action, unless the same document denies it outright; `onAllResources` leaves out those on named resources. */
export const grantsOn = (
  document: PolicyDocument,
  action: string,
  { onAllResources = false }: { readonly onAllResources?: boolean } = {},
): readonly ActionGrant[] => {
  const statements = compiledStatementsOf(document)
  const lowerAction = action.toLowerCase()
  if (isDeniedOutright(statements, lowerAction)) return []
  return statements
    .filter((statement) => statement.effect === 'Allow' && statement.matchesAction(lowerAction))
    .map((statement) => ({
      statement: statement.source,
      onAllResources: reachesAll(statement),
      conditional: statement.conditions.length > 0,
    }))
    .filter((grant) => !onAllResources || grant.onAllResources)
}
