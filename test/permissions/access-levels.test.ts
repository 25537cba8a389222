import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accessLevelOf } from '#shared/catalogue/actions.ts'
import { accessLevelsOf } from '#shared/permissions/access-levels.ts'
import { type ActionSet, actionCount, actionsIn, packPositions } from '#shared/permissions/action-set.ts'

/** From a few actions to thousands, so that both forms of a set take part. */
const set = fc
  .record({ first: fc.nat({ max: 200 }), step: fc.integer({ min: 1, max: 7 }), most: fc.nat({ max: 4000 }) })
  .map(({ first, step, most }) => {
    const length = Math.min(most, Math.floor((actionCount() - first) / step))
    return packPositions(Array.from({ length }, (_, index) => first + index * step))
  })

const ofLevel = (level: string, sets: readonly ActionSet[]): Set<string> =>
  new Set(sets.flatMap(actionsIn).filter((name) => (accessLevelOf(name) ?? 'List') === level))

test('counts each action once, however many there are', () => {
  const classes = fc.record({ everywhere: set, somewhere: set, everywhereIf: set, somewhereIf: set })
  fc.assert(
    fc.property(classes, (held) => {
      const { everywhere, somewhere, everywhereIf, somewhereIf } = held
      for (const { level, count, onAllResources, onlyConditional } of accessLevelsOf({ classes: held })) {
        const all = ofLevel(level, [everywhere, somewhere, everywhereIf, somewhereIf])
        expect(count).toBe(all.size)
        expect(onAllResources).toBe(ofLevel(level, [everywhere]).size)
        expect(onlyConditional).toBe(all.size - ofLevel(level, [everywhere, somewhere]).size)
      }
    }),
    { numRuns: 30, seed: 20_261_129 },
  )
})
