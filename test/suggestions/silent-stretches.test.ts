import { describe, expect, it } from 'vitest'
import { regularPause, silentStretches } from '#shared/suggestions/silent-stretches.ts'

const weekdays = (weeks: number): readonly number[] =>
  Array.from({ length: weeks * 7 }, (_, day) => day).filter((day) => day % 7 < 5)

describe('silentStretches', () => {
  it.each([
    [[], []],
    [[3], []],
    [[3, 4, 5], []],
    [[3, 5], [{ from: 4, to: 4 }]],
    [
      [1, 4, 9],
      [
        { from: 2, to: 3 },
        { from: 5, to: 8 },
      ],
    ],
  ])('of %j are %j', (days, stretches) => expect(silentStretches(days)).toEqual(stretches))
})

describe('regularPause', () => {
  it.each([
    ['no pause', [0, 1, 2], 3, 0],
    ['two pauses are no rhythm', [0, 2, 4], 5, 0],
    ['three in a quarter are none either', [0, 2, 40, 42, 80, 82], 91, 0],
    ['weekends are', weekdays(13), 89, 2],
  ])('%s', (_, days, span, pause) => expect(regularPause(silentStretches(days), span)).toBe(pause))
})
