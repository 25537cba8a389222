import { escalationPaths } from '#shared/catalogue/escalation-paths.ts'
import type { EscalationPath } from '#shared/catalogue/escalation-paths.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { mapKnown } from '#shared/facts/known.ts'
import type { Known } from '#shared/facts/known.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import { bitsOfActions, meetsSet, positionOf, setHasPosition } from './action-set.ts'
import type { ActionBits } from './action-set.ts'
import { administratorOf } from './administrator.ts'
import { effectivePermissionsOf } from './effective-permissions.ts'
import type { EffectivePermissions } from './effective-permissions.ts'
import { samlProviderRewritten } from './escalation-by-federation.ts'
import { boundaryOfRole, ownBoundary, strongerVersion } from './escalation-by-guardrail.ts'
import { IDENTITY_PATHS } from './escalation-by-identity.ts'
import type { Judge } from './escalation-by-identity.ts'
import { judgeServicePath } from './escalation-by-service.ts'
import type { Search } from './escalation-search.ts'
import { isNamedInTrust, roleThatNames } from './escalation-by-trust.ts'
import type { GrantClasses } from './grant-classes.ts'
import { strongPrincipalsOf } from './strong-principals.ts'

/** A published way from the principal's permissions to more. */
export interface Escalation {
  readonly path: EscalationPath
  /** `open`: it can be gone now. `conditional`: it needs a target that is not seen, or a condition decides. */
  readonly kind: 'open' | 'conditional'
  readonly because: string
  readonly through?: string
}

const CLASSES = ['everywhere', 'somewhere', 'everywhereIf', 'somewhereIf'] as const

/** A path with the places of its actions in the sets: looked up once for all principals. */
interface Way {
  readonly path: EscalationPath
  readonly needs: readonly (number | undefined)[]
}
interface Ways {
  readonly all: readonly Way[]
  /** The actions with which paths begin. */
  readonly starts: ActionBits
}
let made: Ways | undefined

const waysOf = (paths: readonly EscalationPath[]): Ways =>
  (made ??= {
    all: paths.map((path) => ({ path, needs: path.required.map(positionOf) })),
    starts: bitsOfActions(paths.flatMap(({ required }) => required.slice(0, 1))),
  })

// Written out, because it is asked a hundred times of each principal.
const isHeld = ({ needs }: Way, { everywhere, somewhere, everywhereIf, somewhereIf }: GrantClasses): boolean => {
  for (const position of needs) {
    if (position === undefined) return false
    const isAllowed =
      setHasPosition(everywhere, position) ||
      setHasPosition(somewhere, position) ||
      setHasPosition(everywhereIf, position) ||
      setHasPosition(somewhereIf, position)
    if (!isAllowed) return false
  }
  return true
}

const heldMemory = new WeakMap<GrantClasses, readonly EscalationPath[]>()

const heldPaths = ({ classes }: EffectivePermissions): readonly EscalationPath[] => {
  const known = heldMemory.get(classes)
  if (known !== undefined) return known
  const { all, starts } = waysOf(escalationPaths())
  // Most principals hold none of the few actions with which paths begin.
  const canStart = CLASSES.some((name) => meetsSet(starts, classes[name]))
  const found = canStart ? all.filter((way) => isHeld(way, classes)).map(({ path }) => path) : []
  heldMemory.set(classes, found)
  return found
}

const JUDGES: ReadonlyMap<string, Judge> = new Map([
  ...IDENTITY_PATHS,
  ['iam-022', ownBoundary],
  ['iam-023', boundaryOfRole],
  ['iam-set-default-policy-version', strongerVersion],
  ['iam-update-saml-provider', samlProviderRewritten],
])

const judge = (path: EscalationPath, search: Search): readonly Escalation[] => {
  const judgeKnown = JUDGES.get(path.id)
  const found = judgeKnown === undefined ? judgeServicePath(path, search) : judgeKnown(search)
  return found === undefined ? [] : [{ path, ...found }]
}

const ASSUMING = 'sts-001'

/** Assuming a strong role needs no action of one's own where the role names the principal. */
const withRoleThatNames = (found: readonly Escalation[], where: Search): readonly Escalation[] => {
  if (found.some(({ path, kind }) => path.id === ASSUMING && kind === 'open')) return found
  const path = escalationPaths().find(({ id }) => id === ASSUMING)
  const way = roleThatNames(where)
  if (path === undefined || way === undefined) return found
  return [...found.filter((one) => one.path.id !== ASSUMING), { path, ...way }]
}

const search = (permissions: EffectivePermissions, account: AccountFacts): readonly Escalation[] => {
  // Who has everything escalates to nothing: that is a finding of its own.
  if (administratorOf(permissions) !== 'no') return []
  const held = heldPaths(permissions)
  const isNamed = isNamedInTrust(permissions.principal, account)
  if (held.length === 0 && !isNamed) return []
  const where: Search = { permissions, account, strong: strongPrincipalsOf(account), passed: new Map() }
  const found = held.flatMap((path) => judge(path, where))
  return isNamed ? withRoleThatNames(found, where) : found
}

const memory = new WeakMap<AccountFacts, Map<User | Role, Known<readonly Escalation[]>>>()

/**
 * The paths that a principal can go: all its policies and groups together, minus Deny, within its boundary, over the resources that they
 * name. Making keys for oneself is not a path; writing one's own policy is. Administrators have none.
 */
export const escalationsOf = (principal: User | Role, account: AccountFacts): Known<readonly Escalation[]> => {
  let ofAccount = memory.get(account)
  if (ofAccount === undefined) memory.set(account, (ofAccount = new Map()))
  const known = ofAccount.get(principal)
  if (known !== undefined) return known
  const found = mapKnown(effectivePermissionsOf(principal, account), (permissions) => search(permissions, account))
  ofAccount.set(principal, found)
  return found
}
