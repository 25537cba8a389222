import { expect, test } from 'vitest'
import { sizeProblems } from '#infra/scripts/bundle-sizes.ts'

test.each([
  ['the same', { cli: 1_000_000 }, []],
  ['smaller', { cli: 1 }, []],
  ['larger by exactly 5 %', { cli: 1_050_000 }, []],
  ['larger by more', { cli: 1_050_001 }, ['cli has grown by 5.0 % to 1025 KiB; 977 KiB are accepted, and 5 % more.']],
  [
    'a bundle without a figure',
    { cli: 1_000_000, other: 2048 },
    ['other has 2 KiB, and no figure is accepted for it.'],
  ],
  ['a figure without a bundle', {}, ['cli is accepted with 977 KiB, but there is no such bundle.']],
])('%s', (_, measured: Readonly<Record<string, number>>, problems) => {
  expect(sizeProblems({ cli: 1_000_000 }, measured)).toEqual(problems)
})
