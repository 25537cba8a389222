import { addSet, noActions, packSet } from './action-set.ts'
import type { ActionBits } from './action-set.ts'
import type { GrantClasses } from './grant-classes.ts'
import { bitOfKind } from './grant-kind.ts'
import type { GrantKind } from './grant-kind.ts'
import type { SaidOfActions } from './said-of-actions.ts'

const saidAs = (kind: GrantKind, said: readonly SaidOfActions[]): ActionBits => {
  const bits = noActions()
  for (const [bit, set] of said) if (bit === bitOfKind(kind)) addSet(bits, set)
  return bits
}

/**
 * The same as `classesOf` where nothing is denied on named resources only, thirty-two actions at a time: for those who may do thousands of
 * things, which a tally would look at one by one.
 */
export const classesByWord = (said: readonly SaidOfActions[]): GrantClasses => {
  const [all, some] = [saidAs('allowEverywhere', said), saidAs('allowSomewhere', said)]
  const [allIf, someIf] = [saidAs('allowEverywhereIf', said), saidAs('allowSomewhereIf', said)]
  const [denied, maybeDenied] = [saidAs('denyEverywhere', said), saidAs('denyEverywhereIf', said)]
  const classes = { everywhere: all, somewhere: some, everywhereIf: allIf, somewhereIf: someIf }
  for (let word = 0; word < all.length; word += 1) {
    // One by one: until this is optimised, a list of two is made for each word.
    const left = ~(denied[word] ?? 0)
    const doubt = maybeDenied[word] ?? 0
    const onAll = (all[word] ?? 0) & left
    const onSome = (some[word] ?? 0) & left & ~onAll
    const onAllIf = (allIf[word] ?? 0) & left & ~onAll
    const onSomeIf = (someIf[word] ?? 0) & left & ~onAll & ~onSome
    classes.everywhere[word] = onAll & ~doubt
    classes.somewhere[word] = onSome & ~doubt
    classes.everywhereIf[word] = onAllIf | (onAll & doubt)
    classes.somewhereIf[word] = onSomeIf | (onSome & doubt)
  }
  return {
    everywhere: packSet(classes.everywhere),
    somewhere: packSet(classes.somewhere),
    everywhereIf: packSet(classes.everywhereIf),
    somewhereIf: packSet(classes.somewhereIf),
  }
}
