import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BoundedKeys, BoundedSet } from '#shared/activity/bounded-keys.ts'
import { BoundedMap } from '#shared/activity/bounded-map.ts'
import { BoundedSightings } from '#shared/activity/bounded-sightings.ts'
import { fingerprint } from '#shared/activity/fingerprint.ts'

const keys = fc.array(fc.string({ maxLength: 3 }), { maxLength: 60 })
const limits = fc.integer({ min: 1, max: 20 })
/** Few ranks, so that keys of equal rank meet. */
const rankOf = (key: string): number => key.length

const smallest = (all: readonly string[], limit: number): readonly string[] =>
  [...new Set(all)]
    .sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1))
    .slice(0, limit)
    .sort()

const setOf = (all: readonly string[], limit: number): BoundedSet => {
  const set = new BoundedSet(limit, rankOf)
  for (const key of all) set.add(key)
  return set
}

describe('the keys of the smallest rank are kept', () => {
  test('whatever their order', () => {
    fc.assert(
      fc.property(keys, limits, (all, limit) => {
        const set = setOf(all, limit)
        expect(set.keys()).toEqual(smallest(all, limit))
        expect(set.overflowed).toBe(new Set(all).size > limit)
        for (const key of all) expect(set.has(key)).toBe(set.keys().includes(key))
      }),
    )
  })

  test('what is beyond stays beyond, whatever comes', () => {
    fc.assert(
      fc.property(keys, keys, limits, fc.string({ maxLength: 3 }), (before, after, limit, key) => {
        if (!setOf(before, limit).isBeyond(key, rankOf(key))) return
        expect(setOf([...before, key, ...after], limit).has(key)).toBe(false)
      }),
    )
  })

  test.each([
    [9, false],
    [10, false],
    [11, true],
  ])('a limit of ten and %i keys: overflowed is %s', (count, overflowed) => {
    const set = new BoundedSet(10)
    for (let key = 0; key < count; key += 1) set.add(`key ${key}`)
    expect([set.size, set.overflowed]).toEqual([Math.min(count, 10), overflowed])
  })
})

test('nothing is beyond keys that have room', () => {
  expect(new BoundedKeys(1).isBeyond('a', fingerprint('a'))).toBe(false)
})

test('values stay with their keys when others have to go', () => {
  fc.assert(
    fc.property(keys, limits, (all, limit) => {
      const map = new BoundedMap<string>(limit, rankOf)
      for (const key of all) map.obtain(key, () => `value of ${key}`)
      expect(map.entries()).toEqual(smallest(all, limit).map((key) => [key, `value of ${key}`]))
    }),
  )
})

test('counts stay with their keys, and whoever has to go is named once for each time it came', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ maxLength: 2 }), fc.option(fc.nat(9)))), limits, (all, limit) => {
      const sightings = new BoundedSightings(limit, rankOf)
      const evicted: string[] = []
      for (const [key, at] of all)
        sightings.add(key, { count: 1, first: at ?? undefined, last: at ?? undefined }, (gone) => evicted.push(gone))
      const names = all.map(([key]) => key)
      expect(sightings.keys()).toEqual(smallest(names, limit))
      for (const [key, { count, first, last }] of sightings.entries()) {
        const times = all.flatMap(([name, at]) => (name === key && at !== null ? [at] : []))
        expect(count).toBe(names.filter((name) => name === key).length)
        expect([first, last]).toEqual(
          times.length === 0 ? [undefined, undefined] : [Math.min(...times), Math.max(...times)],
        )
      }
      expect(new Set(evicted)).toEqual(new Set(names.filter((name) => !sightings.has(name))))
    }),
  )
})
