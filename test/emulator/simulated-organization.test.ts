import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleFunctions, type Simulated, simulate } from '#bench/organization/simulate.ts'
import { healthOf, idOf } from '#bench/organization/simulated/organization.ts'

// `npm run bench -- organization` in small: twenty accounts, of which one refuses its role and one has garbage for IAM; 30 % of calls throttled.
const plan = { accounts: 20, seed: 7, medianPrincipals: 12, brokenOneIn: 10 }
const folder = mkdtempSync(join(tmpdir(), 'credaudit-simulated-'))
let run: Simulated

beforeAll(async () => {
  const weather = { latencyScale: 0, throttledPercent: 30, seed: 7 }
  run = await simulate(await bundleFunctions(folder), { plan, weather, atOnce: 5, limitMs: 900_000 })
  // Throttled calls are waited for as on AWS.
}, 900_000)
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const numbers = Array.from({ length: plan.accounts }, (_, number) => number)
const idsOf = (health: string): readonly string[] =>
  numbers.filter((number) => healthOf(plan, number) === health).map(idOf)

test('every account is in the summary exactly once; those that refuse their role or answer garbage are not audited, and say why', () => {
  const { accounts, summary } = run.report
  const broken = [...idsOf('refuses'), ...idsOf('garbage')]
  expect(accounts.map(({ id }) => id).toSorted()).toEqual(numbers.map(idOf).toSorted())
  const notAudited = accounts.filter(({ result }) => result !== 'audited')
  expect(notAudited.map(({ id }) => id)).toEqual(broken)
  expect(notAudited.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('sts:AssumeRole'),
    expect.stringContaining('has neither credential report nor authorization details'),
  ])
  expect(summary.accounts).toMatchObject({ listed: 20, audited: 18, notAudited: 2 })
  expect(run.figures.messages).toBe(1)
})

test('throttling costs calls, and no account: what was throttled was asked again, and no more than that', () => {
  const { calls, throttled } = run.figures
  expect(run.workers.errors).toEqual([])
  expect(throttled).toBeGreaterThan(calls / 5)
  expect(calls / (calls - throttled)).toBeLessThan(1.5)
})
