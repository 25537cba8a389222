import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { bundleOptions } from '#infra/scripts/bundle-options.ts'
import { makeAccount } from './make-account.ts'

const SIZES = [500, 1500, 5000]
/** Each size so often, each time in a new process: the one in the middle is held to the limits. */
const RUNS = 5
/** Rules, risk and report by the clock, reading the evidence beside it; the cost of a user as processor time, which neighbours disturb less. */
const LIMITS = { judgedMs: 5000, peakRssMB: 512, ratio: 1.3 }
const SEED = 20_261_120

interface Measured {
  readonly readMs: number
  readonly judgeMs: number
  readonly jsonMs: number
  readonly findings: number
  readonly reportBytes: number
  readonly peakRssMB: number
  readonly cpuMs: number
  readonly warmCpuMs: number
}

/** As it is shipped: the loader of TypeScript would count into the memory. */
const bundleChild = async (outdir: string): Promise<string> => {
  const child = join(import.meta.dirname, 'audit.child.ts')
  await build({ ...bundleOptions, entryPoints: { child }, outdir })
  return join(outdir, 'child.mjs')
}

/** The account is made here and read in a process of its own, so that making it costs the audit neither time nor memory. */
const measure = (child: string, size: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'credaudit-bench-'))
  try {
    for (const { name, bytes } of makeAccount(size, SEED)) writeFileSync(join(folder, name), bytes)
    const runs = Array.from({ length: RUNS }, (): Measured =>
      JSON.parse(execFileSync(process.execPath, [child, folder, '1'], { encoding: 'utf8' })),
    )
    const judgedMs = (run: Measured): number => run.judgeMs + run.jsonMs
    const measured = runs.toSorted((a, b) => judgedMs(a) - judgedMs(b))[Math.floor(RUNS / 2)]
    if (measured === undefined) throw new Error('Nothing was measured.')
    return {
      users: size,
      roles: size,
      policies: Math.round(size * 0.3),
      findings: measured.findings,
      reportMB: measured.reportBytes / 1e6,
      readMs: measured.readMs,
      judgeMs: measured.judgeMs,
      jsonMs: measured.jsonMs,
      judgedMs: judgedMs(measured),
      fastestJudgedMs: Math.min(...runs.map(judgedMs)),
      slowestJudgedMs: Math.max(...runs.map(judgedMs)),
      cpuMs: measured.cpuMs,
      warmCpuMicrosecondsPerUser: (Math.min(...runs.map(({ warmCpuMs }) => warmCpuMs)) * 1000) / size,
      peakRssMB: Math.max(...runs.map(({ peakRssMB }) => peakRssMB)),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const bundleFolder = mkdtempSync(join(tmpdir(), 'credaudit-bench-'))
const child = await bundleChild(bundleFolder)
const sizes = SIZES.map((size) => measure(child, size))
rmSync(bundleFolder, { recursive: true })
const [smallest, largest] = [sizes[0], sizes.at(-1)]
if (smallest === undefined || largest === undefined) throw new Error('No size was measured.')
const ratio = largest.warmCpuMicrosecondsPerUser / smallest.warmCpuMicrosecondsPerUser
const held = largest.judgedMs <= LIMITS.judgedMs && largest.peakRssMB <= LIMITS.peakRssMB && ratio <= LIMITS.ratio

if (process.argv.some((word) => word === 'json' || word === '--format=json')) {
  console.log(JSON.stringify({ sizes, costPerUserRatio: ratio, limits: LIMITS, held }))
} else {
  const rounded = sizes.map((line) =>
    Object.fromEntries(Object.entries(line).map(([column, value]) => [column, Math.round(value * 10) / 10])),
  )
  console.table(rounded)
  console.log(
    `Cost of a user at ${largest.users} is ${ratio.toFixed(2)} times that at ${smallest.users} (limit ${LIMITS.ratio}); ` +
      `rules, risk and report of the largest took ${Math.round(largest.judgedMs)} ms (limit ${LIMITS.judgedMs} ms; ${Math.round(largest.fastestJudgedMs)} to ${Math.round(largest.slowestJudgedMs)} in ${RUNS} runs), reading it before ${Math.round(largest.readMs)} ms, all together ${Math.round(largest.cpuMs)} ms of processor time and ${Math.round(largest.peakRssMB)} MB (limit ${LIMITS.peakRssMB} MB): ${held ? 'held' : 'NOT held'}.`,
  )
}
if (!held) process.exitCode = 1
