import type { AccountFacts } from '#shared/facts/account.ts'
import { known } from '#shared/facts/known.ts'
import type { Known } from '#shared/facts/known.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'
import { sortedUnique } from '#shared/facts/order.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import { accountIndexOf } from './account-index.ts'
import type { AccountIndex } from './account-index.ts'
import { isManyActions, positionOf, setHasPosition } from './action-set.ts'
import type { ActionSet } from './action-set.ts'
import { classesByWord } from './classes-by-word.ts'
import { compiledStatementsOf } from './compiled-document.ts'
import { tell, withTally } from './action-tally.ts'
import { addDocument } from './document-grants.ts'
import type { DocumentGrants } from './document-grants.ts'
import { compilePolicies, decide } from './evaluate.ts'
import type { CompiledPolicies, Decision, PolicySet } from './evaluate.ts'
import { bitOfKind } from './grant-kind.ts'
import { classesOf, intersectClasses } from './grant-classes.ts'
import type { GrantClasses } from './grant-classes.ts'
import { ANY_CALLER, contextOfPrincipal } from './principal-context.ts'
import { policiesOfPrincipal } from './principal-policies.ts'
import type { PrincipalPolicies } from './principal-policies.ts'
import { withContext } from './request-context.ts'
import type { RequestContext } from './request-context.ts'
import { onceForTheSame } from './said-of-actions.ts'
import { judgeByStatements, leftOver, resourcesMeet, resourcesOf } from './statement-overlap.ts'
import type { WildcardPattern } from './wildcard-pattern.ts'

/**
 * What a principal may do in the end, as far as its own policies tell: inline, attached and group policies, minus Deny, within the permissions
 * boundary. Resource policies, session policies and organization policies are not part of it.
 */
export interface EffectivePermissions {
  readonly principal: User | Role
  /** On every resource, whatever the request. */
  readonly everywhere: ActionSet
  /** On named resources only, whatever the request. */
  readonly somewhere: ActionSet
  /** On every resource if a condition is met (MFA, source address, tag …). */
  readonly everywhereIf: ActionSet
  readonly somewhereIf: ActionSet
  /** The four sets together: often one and the same object for principals whose policies give the same. */
  readonly classes: GrantClasses
  readonly policies: PrincipalPolicies
  /** Sentences: policies that apply and could not be read. Not empty: the answer is only a part. */
  readonly missing: readonly string[]
  /** The resources that Allow statements name for an action, before Deny and boundary. */
  readonly resourcesNamed: (action: string) => readonly WildcardPattern[]
  /** One request of this principal; `more` are condition keys of the request. */
  readonly decide: (action: string, resource: string, more?: Readonly<Record<string, string>>) => Decision
}

const memory = new WeakMap<AccountFacts, Map<User | Role, Known<EffectivePermissions>>>()

const lazily = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => (made ??= make())
}

const DENIED_ON_SOME = bitOfKind('denySomewhere') | bitOfKind('denySomewhereIf')

/** Neither who asks nor which resources are named matters to the classes. */
const isPlain = ({ sets, perPrincipal }: DocumentGrants): boolean =>
  perPrincipal.length === 0 && sets.every(([bit]) => (bit & DENIED_ON_SOME) === 0)

const plainClasses = onceForTheSame((said) =>
  said.some(([, set]) => isManyActions(set))
    ? classesByWord(said)
    : withTally((tally) => {
        for (const [bit, set] of said) tell(tally, set, bit)
        return classesOf(tally, () => 'none')
      }),
)

const classesOfDocuments = (
  documents: readonly PolicyDocument[],
  index: AccountIndex,
  context: RequestContext,
): GrantClasses => {
  const grants = documents.map(index.grantsOf)
  if (grants.every(isPlain)) return plainClasses(grants.flatMap(({ sets }) => sets))
  const inspect = lazily(() =>
    judgeByStatements(documents.flatMap(compiledStatementsOf), (matching) => leftOver(matching, context)),
  )
  return withTally((tally) => {
    for (const one of grants) addDocument(tally, one, index.reachOf, context)
    return classesOf(tally, (position) => inspect()(position))
  })
}

interface Around {
  readonly index: AccountIndex
  readonly context: RequestContext
}

const withinBoundary = (
  own: GrantClasses,
  documents: readonly PolicyDocument[],
  boundary: PolicyDocument,
  { index, context }: Around,
): GrantClasses => {
  // The same policy may be attached and be the boundary: its statements then stand on both sides.
  const inner = new Set(documents.flatMap(compiledStatementsOf))
  const outer = new Set(compiledStatementsOf(boundary))
  const meet = lazily(() =>
    judgeByStatements([...new Set([...inner, ...outer])], (matching) =>
      resourcesMeet(
        matching.filter((statement) => inner.has(statement)),
        matching.filter((statement) => outer.has(statement)),
        context,
      ),
    ),
  )
  return intersectClasses(own, classesOfDocuments([boundary], index, context), (position) => meet()(position))
}

/** What documents within a boundary give to whoever has them. */
interface Analysed {
  readonly classes: GrantClasses
  readonly identity: () => CompiledPolicies
  readonly boundary?: () => CompiledPolicies
}

const analyse = (documents: readonly PolicyDocument[], outer: PolicyDocument | undefined, around: Around): Analysed => {
  const own = classesOfDocuments(documents, around.index, around.context)
  return {
    classes: outer === undefined ? own : withinBoundary(own, documents, outer, around),
    identity: lazily(() => compilePolicies(documents)),
    ...(outer && { boundary: lazily(() => compilePolicies([outer])) }),
  }
}

const analysed = new WeakMap<AccountIndex, Map<string, Analysed>>()

/** Many have the same policies: what these give is found out once, unless it depends on who asks. */
const analysedOnce = (
  documents: readonly PolicyDocument[],
  outer: PolicyDocument | undefined,
  { index, contextOf }: { readonly index: AccountIndex; readonly contextOf: () => RequestContext },
): Analysed => {
  const grants = [...documents.map(index.grantsOf), ...(outer === undefined ? [] : [index.grantsOf(outer)])]
  if (!grants.every(({ sameForAll }) => sameForAll)) return analyse(documents, outer, { index, context: contextOf() })
  let ofAccount = analysed.get(index)
  if (ofAccount === undefined) analysed.set(index, (ofAccount = new Map()))
  const key = `${grants.map(({ number }) => number).join()} ${outer === undefined ? '' : 'within the last'}`
  const known = ofAccount.get(key)
  if (known !== undefined) return known
  const made = analyse(documents, outer, { index, context: ANY_CALLER })
  ofAccount.set(key, made)
  return made
}

const build = (principal: User | Role, account: AccountFacts, policies: PrincipalPolicies): EffectivePermissions => {
  const index = accountIndexOf(account)
  const context = lazily(() => contextOfPrincipal(principal, account))
  const documents = policies.policies.map(({ document }) => document)
  const { classes, identity, boundary } = analysedOnce(documents, policies.boundary?.document, {
    index,
    contextOf: context,
  })
  // The last one is kept: a search asks many roles for one service, and then for the next.
  let last: { readonly more: object; readonly wider: RequestContext } | undefined
  const contextWith = (more: Readonly<Record<string, string>> | undefined): RequestContext => {
    if (more === undefined) return context()
    if (last?.more !== more) last = { more, wider: withContext(context(), more) }
    return last.wider
  }
  const set = lazily((): PolicySet => ({ identity: identity(), ...(boundary && { boundary: boundary() }) }))
  return {
    principal,
    everywhere: classes.everywhere,
    somewhere: classes.somewhere,
    everywhereIf: classes.everywhereIf,
    somewhereIf: classes.somewhereIf,
    classes,
    policies,
    missing: policies.missing,
    resourcesNamed: (action) =>
      identity()
        .statementsOn(action)
        .flatMap((statement) => (statement.effect === 'Allow' ? resourcesOf(statement, context()) : [])),
    decide: (action, resource, more) => decide({ action, resource, context: contextWith(more) }, set()),
  }
}

/** Made once for each principal of an account. Unknown only where the evidence has no grants of the principal at all. */
export const effectivePermissionsOf = (principal: User | Role, account: AccountFacts): Known<EffectivePermissions> => {
  let ofAccount = memory.get(account)
  if (ofAccount === undefined) memory.set(account, (ofAccount = new Map()))
  const remembered = ofAccount.get(principal)
  if (remembered !== undefined) return remembered
  const policies = policiesOfPrincipal(principal, account)
  const made = policies.state === 'unknown' ? policies : known(build(principal, account, policies.value))
  ofAccount.set(principal, made)
  return made
}

export interface ActionScope {
  readonly reach: 'all' | 'some' | 'none'
  readonly conditional: boolean
}

const scopes: readonly (readonly [keyof GrantClasses, ActionScope])[] = [
  ['everywhere', { reach: 'all', conditional: false }],
  ['somewhere', { reach: 'some', conditional: false }],
  ['everywhereIf', { reach: 'all', conditional: true }],
  ['somewhereIf', { reach: 'some', conditional: true }],
]

const NOWHERE: ActionScope = { reach: 'none', conditional: false }

/** How far one action reaches; what needs no condition comes first. */
export const scopeOf = ({ classes }: EffectivePermissions, action: string): ActionScope => {
  const position = positionOf(action)
  if (position === undefined) return NOWHERE
  return scopes.find(([name]) => setHasPosition(classes[name], position))?.[1] ?? NOWHERE
}

/** The resources that Allow statements name for an action, as written; before Deny and boundary. */
export const resourcesAllowing = (permissions: EffectivePermissions, action: string): readonly string[] =>
  sortedUnique(
    permissions.policies.policies
      .flatMap(({ document }) => compiledStatementsOf(document))
      .filter(({ effect, matchesAction }) => effect === 'Allow' && matchesAction(action.toLowerCase()))
      .flatMap(({ source }) => source.resources ?? source.notResources?.map((text) => `not ${text}`) ?? ['*']),
  )
