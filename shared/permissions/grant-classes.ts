import { EMPTY_SET } from './action-set.ts'
import type { ActionSet } from './action-set.ts'
import { LOOK, sortTally, tell, withTally } from './action-tally.ts'
import type { ActionTally, Sorting } from './action-tally.ts'
import { saidOf } from './grant-kind.ts'

/** Actions by how far they are allowed. An action may be somewhere without a condition and everywhere under one. */
export interface GrantClasses {
  readonly everywhere: ActionSet
  readonly somewhere: ActionSet
  readonly everywhereIf: ActionSet
  readonly somewhereIf: ActionSet
}

/** Looks at one action's statements: is anything left of what is allowed on named resources, and does it depend on conditions? */
export type Inspect = (position: number) => 'none' | 'some' | 'conditional'

const CLASSES = ['everywhere', 'somewhere', 'everywhereIf', 'somewhereIf'] as const
const EVERYWHERE = 1
const SOMEWHERE = 2
const EVERYWHERE_IF = 4
const SOMEWHERE_IF = 8
/** Allowed on named resources and denied on named resources: what is left is found by a look at the statements. */
const DOUBTFUL = LOOK

interface ClassesOfAction {
  readonly everywhere: boolean
  readonly somewhere: boolean
  readonly everywhereIf: boolean
  readonly somewhereIf: boolean
  readonly doubtful?: boolean
}

const classed = ({ everywhere, somewhere, everywhereIf, somewhereIf, doubtful = false }: ClassesOfAction): number =>
  (everywhere ? EVERYWHERE : 0) |
  (somewhere ? SOMEWHERE : 0) |
  (everywhereIf ? EVERYWHERE_IF : 0) |
  (somewhereIf ? SOMEWHERE_IF : 0) |
  (doubtful ? DOUBTFUL : 0)

/** Allow minus Deny for one action. */
const classOf = (things: number): number => {
  const said = saidOf(things)
  if (said.denyEverywhere) return 0
  const partly = said.denySomewhere || said.denySomewhereIf
  const maybeDenied = said.denyEverywhereIf
  const all = said.allowEverywhere
  const some = said.allowSomewhere && !all
  const allIf = (said.allowEverywhereIf && !all) || (all && maybeDenied)
  const someIf = (said.allowSomewhereIf && !all && !some) || (some && maybeDenied)
  const openAll = all && !maybeDenied
  const openSome = some && !maybeDenied
  return classed({
    everywhere: openAll && !partly,
    somewhere: (openAll && partly) || (openSome && !partly),
    everywhereIf: allIf && !partly,
    somewhereIf: (allIf && partly) || (someIf && !partly),
    doubtful: (openSome || someIf) && partly,
  })
}

// 256 answers, looked up instead of worked out: this runs for every action of every principal.
const tableOf = (answer: (things: number) => number): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, things) => answer(things))

let kindTable: Uint8Array | undefined

const sortClasses = (tally: ActionTally, sorting: Sorting): GrantClasses => {
  const [everywhere = EMPTY_SET, somewhere = EMPTY_SET, everywhereIf = EMPTY_SET, somewhereIf = EMPTY_SET] = sortTally(
    tally,
    sorting,
  )
  return { everywhere, somewhere, everywhereIf, somewhereIf }
}

const LEFT = { none: 0, some: SOMEWHERE, conditional: SOMEWHERE_IF } as const

/** Allow minus Deny of a tally of grants. Where both name resources, only a look at the statements tells what is left. */
export const classesOf = (grants: ActionTally, inspect: Inspect): GrantClasses => {
  const table = (kindTable ??= tableOf(classOf))
  return sortClasses(grants, {
    table,
    look: (things, position) => ((table[things] ?? 0) & ~DOUBTFUL) | LEFT[inspect(position)],
  })
}

const BOUNDARY_SHIFT = 4

const intersection = (things: number, meet: boolean): number => {
  const [a, b] = [things, things >>> BOUNDARY_SHIFT].map((classes) => ({
    all: (classes & EVERYWHERE) !== 0,
    some: (classes & SOMEWHERE) !== 0,
    allIf: (classes & EVERYWHERE_IF) !== 0,
    any: (classes & (EVERYWHERE | SOMEWHERE | EVERYWHERE_IF | SOMEWHERE_IF)) !== 0,
  }))
  if (a === undefined || b === undefined || !a.any || !b.any) return 0
  const everywhere = a.all && b.all
  const somewhere = (a.all && b.some) || (a.some && b.all) || (a.some && b.some && meet)
  const everywhereIf = (a.allIf && b.all) || (a.all && b.allIf) || (a.allIf && b.allIf)
  const wide = a.all || b.all || a.allIf || b.allIf
  const somewhereIf = !everywhere && !somewhere && !everywhereIf && (wide || meet)
  return classed({ everywhere, somewhere, everywhereIf, somewhereIf })
}

const intersectionUnlessDoubtful = (things: number): number => {
  const apart = intersection(things, false)
  return apart === intersection(things, true) ? apart : DOUBTFUL
}

let intersectionTable: Uint8Array | undefined

/** What both allow. `meet` tells whether two sets of named resources have anything in common. */
export const intersectClasses = (a: GrantClasses, b: GrantClasses, meet: (position: number) => boolean): GrantClasses =>
  withTally((tally) => {
    const table = (intersectionTable ??= tableOf(intersectionUnlessDoubtful))
    for (const [index, name] of CLASSES.entries()) {
      tell(tally, a[name], 1 << index)
      tell(tally, b[name], 1 << (index + BOUNDARY_SHIFT))
    }
    return sortClasses(tally, { table, look: (things, position) => intersection(things, meet(position)) })
  })
