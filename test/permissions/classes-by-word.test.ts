import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actionCount, actionsIn, packPositions } from '#shared/permissions/action-set.ts'
import { tell, withTally } from '#shared/permissions/action-tally.ts'
import { classesByWord } from '#shared/permissions/classes-by-word.ts'
import { classesOf, type GrantClasses } from '#shared/permissions/grant-classes.ts'
import { bitOfKind } from '#shared/permissions/grant-kind.ts'

const KINDS = [
  'allowEverywhere',
  'allowSomewhere',
  'allowEverywhereIf',
  'allowSomewhereIf',
  'denyEverywhere',
  'denyEverywhereIf',
] as const

/** From a few actions to thousands, so that both forms of a set take part. */
const set = fc
  .record({ first: fc.nat({ max: 200 }), step: fc.integer({ min: 1, max: 7 }), most: fc.nat({ max: 4000 }) })
  .map(({ first, step, most }) => {
    const length = Math.min(most, Math.floor((actionCount() - first) / step))
    return packPositions(Array.from({ length }, (_, index) => first + index * step))
  })
const said = fc.array(fc.tuple(fc.constantFrom(...KINDS).map(bitOfKind), set), { maxLength: 7 })

const namesIn = ({ everywhere, somewhere, everywhereIf, somewhereIf }: GrantClasses) =>
  [everywhere, somewhere, everywhereIf, somewhereIf].map(actionsIn)

test('word by word comes to the same as action by action', () => {
  fc.assert(
    fc.property(said, (all) => {
      const oneByOne = withTally((tally) => {
        for (const [bit, actions] of all) tell(tally, actions, bit)
        return classesOf(tally, () => 'none')
      })
      expect(namesIn(classesByWord(all))).toEqual(namesIn(oneByOne))
    }),
    { numRuns: 60, seed: 20_261_128 },
  )
})
