import { both, either, isEmptyBits, noActions, positionsIn, setAction, without } from './action-set.ts'
import type { ActionBits } from './action-set.ts'
import type { GrantBits } from './document-grants.ts'

/** Actions by how far they are allowed. An action may be somewhere without a condition and everywhere under one. */
export interface GrantClasses {
  readonly everywhere: ActionBits
  readonly somewhere: ActionBits
  readonly everywhereIf: ActionBits
  readonly somewhereIf: ActionBits
}

/** Looks at one action's statements: is anything left of what is allowed on named resources, and does it depend on conditions? */
export type Inspect = (position: number) => 'none' | 'some' | 'conditional'

interface Split {
  readonly left: ActionBits
  readonly conditional: ActionBits
}

const inspectAll = (doubtful: ActionBits, inspect: Inspect): Split => {
  const left = noActions()
  const conditional = noActions()
  for (const position of positionsIn(doubtful)) {
    const verdict = inspect(position)
    if (verdict === 'some') setAction(left, position)
    if (verdict === 'conditional') setAction(conditional, position)
  }
  return { left, conditional }
}

interface Draft {
  readonly everywhere: ActionBits
  readonly somewhere: ActionBits
  readonly everywhereIf: ActionBits
  readonly somewhereIf: ActionBits
  /** Allowed on named resources and denied on named resources. */
  readonly doubtful: ActionBits
}

const NOTHING = new Uint32Array(0)

// One pass over the words instead of thirty: this runs for every principal.
const draftOf = (bits: GrantBits): Draft => {
  const {
    denyEverywhere = NOTHING,
    denySomewhere = NOTHING,
    denyEverywhereIf = NOTHING,
    denySomewhereIf = NOTHING,
  } = bits
  const {
    allowEverywhere = NOTHING,
    allowSomewhere = NOTHING,
    allowEverywhereIf = NOTHING,
    allowSomewhereIf = NOTHING,
  } = bits
  const draft: Draft = {
    everywhere: noActions(),
    somewhere: noActions(),
    everywhereIf: noActions(),
    somewhereIf: noActions(),
    doubtful: noActions(),
  }
  for (let i = 0; i < draft.everywhere.length; i += 1) {
    const free = ~(denyEverywhere[i] ?? 0)
    const partly = (denySomewhere[i] ?? 0) | (denySomewhereIf[i] ?? 0)
    const maybeDenied = denyEverywhereIf[i] ?? 0
    const all = (allowEverywhere[i] ?? 0) & free
    const some = (allowSomewhere[i] ?? 0) & free & ~all
    const allIf = ((allowEverywhereIf[i] ?? 0) & free & ~all) | (all & maybeDenied)
    const someIf = ((allowSomewhereIf[i] ?? 0) & free & ~all & ~some) | (some & maybeDenied)
    if ((all | some | allIf | someIf) === 0) continue
    const openAll = all & ~maybeDenied
    const openSome = some & ~maybeDenied
    draft.everywhere[i] = openAll & ~partly
    draft.somewhere[i] = (openAll & partly) | (openSome & ~partly)
    draft.everywhereIf[i] = allIf & ~partly
    draft.somewhereIf[i] = (allIf & partly) | (someIf & ~partly)
    draft.doubtful[i] = (openSome | someIf) & partly
  }
  return draft
}

/** Allow minus Deny. Where both name resources, only a look at the statements tells what is left. */
export const classesOf = (bits: GrantBits, inspect: Inspect): GrantClasses => {
  const { doubtful, ...draft } = draftOf(bits)
  if (isEmptyBits(doubtful)) return draft
  const { left, conditional } = inspectAll(doubtful, inspect)
  return {
    ...draft,
    somewhere: either(draft.somewhere, left),
    somewhereIf: either(draft.somewhereIf, conditional),
  }
}

/** What both allow. `meet` tells whether two sets of named resources have anything in common. */
export const intersectClasses = (
  a: GrantClasses,
  b: GrantClasses,
  meet: (position: number) => boolean,
): GrantClasses => {
  const meeting = (left: ActionBits, right: ActionBits): ActionBits => {
    const common = both(left, right)
    const kept = noActions()
    for (const position of positionsIn(common)) if (meet(position)) setAction(kept, position)
    return kept
  }
  const cross = (x: ActionBits, y: ActionBits, z: ActionBits, w: ActionBits): ActionBits =>
    either(both(x, y), both(z, w))
  const somewhere = either(
    cross(a.everywhere, b.somewhere, a.somewhere, b.everywhere),
    meeting(a.somewhere, b.somewhere),
  )
  const everywhereIf = either(
    cross(a.everywhereIf, b.everywhere, a.everywhere, b.everywhereIf),
    both(a.everywhereIf, b.everywhereIf),
  )
  const anyA = either(a.everywhereIf, a.somewhereIf)
  const anyB = either(b.everywhereIf, b.somewhereIf)
  const wide = either(either(a.everywhere, b.everywhere), either(a.everywhereIf, b.everywhereIf))
  const reachA = either(either(a.everywhere, a.somewhere), anyA)
  const reachB = either(either(b.everywhere, b.somewhere), anyB)
  const mixed = without(both(reachA, reachB), either(either(both(a.everywhere, b.everywhere), somewhere), everywhereIf))
  return {
    everywhere: both(a.everywhere, b.everywhere),
    somewhere,
    everywhereIf,
    somewhereIf: either(both(mixed, wide), meeting(without(mixed, wide), mixed)),
  }
}
