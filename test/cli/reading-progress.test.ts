import { expect, test } from 'vitest'
import { readingProgress } from '#cli/reading-progress.ts'

const start = (files: number, bytes: number) => {
  const shown: string[] = []
  let time = 0
  const progress = readingProgress({ files, bytes, now: () => time, show: (text) => void shown.push(text) })
  return { shown, progress, pass: (milliseconds: number) => (time += milliseconds) }
}

test('says how much of how much, and after a while how long still', () => {
  const { shown, progress, pass } = start(4, 40e6)
  pass(1_000)
  progress.bytes(5e6)
  pass(4_000)
  progress.file()
  progress.bytes(5e6)
  pass(5_000)
  progress.bytes(0)
  expect(shown).toEqual([
    'reading CloudTrail: 0 of 4 files, 5.0 of 40 MB',
    'reading CloudTrail: 1 of 4 files, 5.0 of 40 MB, about 35 s left',
    'reading CloudTrail: 1 of 4 files, 10 of 40 MB, about 30 s left',
  ])
})
test('long times are minutes', () => {
  const { shown, progress, pass } = start(1, 100e6)
  pass(10_000)
  progress.bytes(1e6)
  expect(shown.at(-1)).toContain('about 17 min left')
})
test('is not shown for each piece', () => {
  const { shown, progress, pass } = start(1, 1e6)
  pass(200)
  for (let piece = 0; piece < 1000; piece += 1) progress.bytes(1)
  expect(shown).toHaveLength(1)
})
