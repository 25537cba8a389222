import { expect, test } from 'vitest'
import { diff } from '#shared/findings/diff.ts'
import type { Finding, NotAssessed } from '#shared/findings/finding.ts'
import { parseAccountState, serialiseAccountState } from '#shared/findings/parse-account-state.ts'
import { at } from '#test/support/facts.ts'
import { finding, gap } from '#test/support/findings.ts'

const result = (findings: readonly Finding[], notAssessed: readonly NotAssessed[] = []) => ({
  findings,
  notAssessed,
  passed: new Map<string, number>(),
})
const first = (findings: readonly Finding[], notAssessed: readonly NotAssessed[] = []) =>
  diff(result(findings, notAssessed), undefined, '111111111111', at('2026-04-01')).state
const ids = (findings: readonly Finding[]) => findings.map(({ id }) => id)

const a = finding({ id: 'a' })
const b = finding({ id: 'b', subject: { type: 'user', arn: 'arn:aws:iam::111111111111:user/bob', name: 'bob' } })

test('the first run is one run of new findings, and says that it is the first', () => {
  const change = diff(result([a, b]), undefined, '111111111111', at('2026-04-01'))
  expect([change.firstRun, ids(change.fresh)]).toEqual([true, ['a', 'b']])
})
test('trap 26: the same evidence again is no news', () => {
  const change = diff(result([a, b]), first([a, b]), '111111111111', at('2026-04-02'))
  expect([ids(change.fresh), ids(change.changed), ids(change.resolved), ids(change.stillOpen)]).toEqual([
    [],
    [],
    [],
    ['a', 'b'],
  ])
})
test('a day more of age is no change, another severity or another fact is', () => {
  const old = finding({ id: 'a', message: 'Access key 1 of alice is 122 days old; the limit is 90 days.' })
  expect(ids(diff(result([old]), first([a]), '1', at('2026-04-02')).changed)).toEqual([])
  expect(ids(diff(result([{ ...a, severity: 'high' }]), first([a]), '1', at('2026-04-02')).changed)).toEqual(['a'])
  expect(
    ids(diff(result([{ ...a, message: 'Access key 2 of alice …' }]), first([a]), '1', at('2026-04-02')).changed),
  ).toEqual(['a'])
})
test('first seen is kept', () => {
  const again = { ...a, firstSeen: '2026-04-09T00:00:00.000Z' }
  expect(diff(result([again]), first([a]), '1', at('2026-04-09')).stillOpen[0]?.firstSeen).toBe(a.firstSeen)
})
test('one fixed and one made: exactly these two are news', () => {
  const change = diff(result([b]), first([a]), '1', at('2026-04-02'))
  expect([ids(change.fresh), ids(change.resolved), ids(change.stillOpen)]).toEqual([['b'], ['a'], []])
  expect(ids(change.state.findings)).toEqual(['b'])
})
test('what can no longer be assessed is not resolved', () => {
  const dark = gap({ ruleId: a.ruleId, subject: a.subject })
  const change = diff(result([], [dark]), first([a]), '1', at('2026-04-02'))
  expect([ids(change.resolved), ids(change.stillOpen), change.newlyNotAssessed]).toEqual([[], ['a'], [dark]])
})
test('a rule that could not run at all resolves nothing', () => {
  const change = diff(result([], [gap({ ruleId: a.ruleId })]), first([a]), '1', at('2026-04-02'))
  expect(ids(change.resolved)).toEqual([])
})
test('a gap that was there yesterday is no news', () => {
  const change = diff(result([], [gap()]), first([], [gap()]), '1', at('2026-04-02'))
  expect(change.newlyNotAssessed).toEqual([])
})
test('each day leaves one entry in the history, and a state of before has none', () => {
  const { history: _history, ...ofAnEarlierVersion } = first([a, b])
  const second = diff(result([b], [gap()]), ofAnEarlierVersion, '1', at('2026-04-02')).state
  const third = diff(result([]), second, '1', at('2026-04-03')).state
  const medium = (count: number) => ({ critical: 0, high: 0, medium: count, low: 0, info: 0 })
  expect(third.history).toEqual([
    { day: '2026-04-02', findings: medium(1), notAssessed: 1 },
    { day: '2026-04-03', findings: medium(0), notAssessed: 0 },
  ])
  expect(parseAccountState(serialiseAccountState(third), 'The state').history).toEqual(third.history)
})
test('the history of an organization counts its accounts', () => {
  const dayOfHistory = { findings: { critical: 9, high: 0, medium: 0, low: 0, info: 0 }, notAssessed: 3 }
  const { history } = diff({ ...result([a]), dayOfHistory }, undefined, 'organization', at('2026-04-02')).state
  expect(history).toEqual([{ day: '2026-04-02', ...dayOfHistory }])
})
