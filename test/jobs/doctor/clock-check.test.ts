import { expect, test } from 'vitest'
import { clockCheck } from '#shared/jobs/doctor/clock-check.ts'

const server = new Date('2026-11-20T06:00:00Z')
const after = (seconds: number) => ({ server, heardAt: new Date(server.getTime() + seconds * 1000) })

test.each([
  [0, 'well', 'Within 30 s of AWS.'],
  [30, 'well', 'Within 30 s of AWS.'],
  [-31, 'note', 'It is 31 s behind AWS. Set the clock (NTP).'],
  [300, 'note', 'It is 300 s ahead of AWS. Set the clock (NTP).'],
  [-301, 'wrong', 'It is 301 s behind AWS; AWS refuses what is off by more than 300 s. Set the clock (NTP).'],
])('%i s: %s', (seconds, state, words) => {
  expect(clockCheck(after(seconds))).toMatchObject({ state, words })
})
test('an answer without a date tells nothing', () => {
  expect(clockCheck(undefined).state).toBe('not-tried')
})
