import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { costOf } from './cost.ts'
import { type Simulated, type Simulation, bundleFunctions, simulate } from './simulate.ts'
import { type OrganizationPlan, healthOf, sizeOf } from './simulated/organization.ts'
import { summaryAlone } from './summary-alone.ts'

// The functions against an AWS that is made from a seed, at several sizes; the smallest once more with calls throttled. Then the summary alone.
const SEED = 20_261_120
const LIMITS = { peakRssMB: 512, throttledCalls: 1.5, callsPerAccount: 1.15 }
const { values } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== 'json'),
  options: {
    accounts: { type: 'string', default: '100,1000' },
    median: { type: 'string', default: '150' },
    latency: { type: 'string', default: '0.1' },
    'at-once': { type: 'string', default: '8' },
    format: { type: 'string', default: process.argv.includes('json') ? 'json' : 'table' },
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
})

interface Run {
  readonly throttledPercent: number
  readonly plan: OrganizationPlan
  readonly simulated: Simulated
}

const usersOf = (plan: OrganizationPlan): number =>
  Array.from({ length: plan.accounts }, (_, number) =>
    healthOf(plan, number) === 'well' ? sizeOf(plan, number).users : 0,
  ).reduce((sum, users) => sum + users, 0)

/** Without those for single users, whose number is the account's own. */
const accountCalls = ({ plan, simulated: { figures } }: Run): number =>
  (figures.calls - figures.userCalls) / plan.accounts
const userCalls = ({ plan, simulated: { figures } }: Run): number => figures.userCalls / usersOf(plan)

const isEachOnce = ({ plan, simulated: { report } }: Run): boolean =>
  new Set(report.accounts.map(({ id }) => id)).size === plan.accounts &&
  report.accounts.length === plan.accounts &&
  report.summary.accounts.audited + report.summary.accounts.notAudited === plan.accounts

const lineOf = (run: Run) => {
  const { plan, throttledPercent, simulated } = run
  const { workers, summary, report, figures } = simulated
  return {
    accounts: plan.accounts,
    throttledPercent,
    seconds: workers.ms / 1000,
    cpuSeconds: workers.cpuMs / 1000,
    calls: figures.calls,
    perAccount: accountCalls(run),
    perUser: userCalls(run),
    retried: figures.throttled,
    workerMB: workers.peakRssMB,
    summaryMB: summary.peakRssMB,
    summarySeconds: summary.ms / 1000,
    audited: report.summary.accounts.audited,
    notAudited: report.summary.accounts.notAudited,
    messages: figures.messages,
    messageKB: figures.largestMessageBytes / 1024,
  }
}

const rounded = (line: object): object =>
  Object.fromEntries(Object.entries(line).map(([name, value]) => [name, Math.round(Number(value) * 10) / 10]))
const folder = mkdtempSync(join(tmpdir(), 'credaudit-bench-'))
const bundles = await bundleFunctions(folder)
const runs: Run[] = []
const [first = 100, ...rest] = sizes
const wanted = [[first, 0] as const, [first, 30] as const, ...rest.map((accounts) => [accounts, 0] as const)]
for (const [accounts, throttledPercent] of wanted) {
  const simulation = simulationOf(accounts, throttledPercent)
  const run = { throttledPercent, plan: simulation.plan, simulated: await simulate(bundles, simulation) }
  runs.push(run)
  console.error(JSON.stringify(rounded(lineOf(run))))
}
rmSync(folder, { recursive: true })

const calm = runs.filter(({ throttledPercent }) => throttledPercent === 0)
const [smallest, largest, throttled] = [calm[0], calm.at(-1), runs.find(({ throttledPercent }) => throttledPercent > 0)]
if (smallest === undefined || largest === undefined || throttled === undefined) throw new Error('Nothing was measured.')
const throttledRatio = throttled.simulated.figures.calls / smallest.simulated.figures.calls
const isConstant = (of: (run: Run) => number): boolean => of(largest) <= of(smallest) * LIMITS.callsPerAccount
const alone = await summaryAlone([1_000, 10_000])
const checks = {
  'every account is in the summary exactly once, audited or not': runs.every(isEachOnce),
  'one message for a run': runs.every(({ simulated }) => simulated.figures.messages === 1),
  'calls per account and per user do not grow with the organization': isConstant(accountCalls) && isConstant(userCalls),
  [`the summary of a run takes at most ${LIMITS.peakRssMB} MB`]: runs.every(
    ({ simulated }) => simulated.summary.peakRssMB <= LIMITS.peakRssMB,
  ),
  [`throttled, it makes at most ${LIMITS.throttledCalls} times the calls (${throttledRatio.toFixed(2)})`]:
    throttledRatio <= LIMITS.throttledCalls,
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
