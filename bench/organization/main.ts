import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { costOf } from './cost.ts'
import { type Run, accountCalls, isEachAsItIs, isEachOnce, lineOf, userCalls } from './run-figures.ts'
import { type Simulation, bundleFunctions, simulate } from './simulate.ts'
import type { OrganizationPlan } from './simulated/organization.ts'
import { summaryAlone } from './summary-alone.ts'

// The functions against an AWS that is made from a seed, at several sizes; the smallest, or those that are named, once more with calls throttled.
// Then the summary alone. How far it is stands on standard error, with the figures of each run as soon as it has ended.
const SEED = 20_261_120
const LIMITS = { peakRssMB: 512, throttledCalls: 1.5, callsPerAccount: 1.15 }
const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '100,1000' },
    throttled: { type: 'string' },
    median: { type: 'string', default: '150' },
    latency: { type: 'string', default: '0.1' },
    'at-once': { type: 'string', default: '8' },
    format: { type: 'string', default: 'table' },
  },
})
const sizes = values.accounts.split(',').map(Number)
const planOf = (accounts: number): OrganizationPlan => ({
  accounts,
  seed: SEED,
  medianPrincipals: Number(values.median),
  brokenOneIn: 100,
})
const simulationOf = (accounts: number, throttledPercent: number): Simulation => ({
  plan: planOf(accounts),
  weather: { latencyScale: Number(values.latency), throttledPercent, seed: SEED },
  atOnce: Number(values['at-once']),
  // An account that hangs is cut off a minute before this.
  limitMs: 330_000,
  onProgress: (line) => console.error(JSON.stringify(rounded(line))),
})

const rounded = (line: object): object =>
  Object.fromEntries(Object.entries(line).map(([name, value]) => [name, Math.round(Number(value) * 10) / 10]))
const folder = mkdtempSync(join(tmpdir(), 'credaudit-bench-'))
const bundles = await bundleFunctions(folder)
const runs: Run[] = []
const throttledSizes = (values.throttled ?? String(sizes[0])).split(',').map(Number)
const wanted = sizes.flatMap((accounts) =>
  throttledSizes.includes(accounts) ? [[accounts, 0] as const, [accounts, 30] as const] : [[accounts, 0] as const],
)
for (const [accounts, throttledPercent] of wanted) {
  const simulation = simulationOf(accounts, throttledPercent)
  const run = { throttledPercent, plan: simulation.plan, simulated: await simulate(bundles, simulation) }
  runs.push(run)
  console.error(JSON.stringify(rounded(lineOf(run))))
}
rmSync(folder, { recursive: true })

const calm = runs.filter(({ throttledPercent }) => throttledPercent === 0)
const throttled = runs.filter(({ throttledPercent }) => throttledPercent > 0)
const [smallest, largest] = [calm[0], calm.at(-1)]
if (smallest === undefined || largest === undefined) throw new Error('Nothing was measured.')
const callsOf = ({ simulated }: Run): number => simulated.figures.calls
const ratios = throttled.map(
  (run) => callsOf(run) / Math.max(1, ...calm.filter(({ plan }) => plan.accounts === run.plan.accounts).map(callsOf)),
)
const throttledRatio = Math.max(0, ...ratios)
const isConstant = (of: (run: Run) => number): boolean => of(largest) <= of(smallest) * LIMITS.callsPerAccount
const alone = await summaryAlone([1_000, 10_000])
const checks = {
  'every account is in the summary exactly once, audited or not': runs.every(isEachOnce),
  'those that are broken are not audited, and no others': runs.every(isEachAsItIs),
  'one message for a run': runs.every(({ simulated }) => simulated.figures.messages === 1),
  'calls per account and per user do not grow with the organization': isConstant(accountCalls) && isConstant(userCalls),
  [`the summary of a run takes at most ${LIMITS.peakRssMB} MB`]: runs.every(
    ({ simulated }) => simulated.summary.peakRssMB <= LIMITS.peakRssMB,
  ),
  ...(ratios.length === 0
    ? {}
    : {
        [`throttled, it makes at most ${LIMITS.throttledCalls} times the calls (${throttledRatio.toFixed(2)})`]:
          throttledRatio <= LIMITS.throttledCalls,
      }),
  ...alone.checks,
}
const held = Object.values(checks).every(Boolean)
const cost = costOf(largest.plan, largest.simulated)
const lines = runs.map(lineOf)

if (values.format === 'json') console.log(JSON.stringify({ lines, summaryAlone: alone.lines, cost, checks, held }))
else {
  console.table(lines.map(rounded))
  console.table(alone.lines.map(rounded))
  const { perAccountMonth, workerSeconds, principals, accessAnalyzer, securityHub } = cost
  const dollars = (amount: number): string => `$${amount.toFixed(4)}`
  console.log(
    `An account of ${Math.round(principals)} principals, ${workerSeconds.toFixed(1)} s of a worker a day: ${dollars(perAccountMonth.all)} a month ` +
      `(Lambda ${dollars(perAccountMonth.lambda)}, S3 ${dollars(perAccountMonth.s3)}, Step Functions ${dollars(perAccountMonth.stepFunctions)}). ` +
      `Unused access in Access Analyzer: $${accessAnalyzer.toFixed(2)}; the IAM checks of Security Hub CSPM: $${securityHub.toFixed(2)}.`,
  )
  for (const [check, isHeld] of Object.entries(checks)) console.log(`${isHeld ? 'held    ' : 'NOT held'} ${check}`)
}
if (!held) process.exitCode = 1
