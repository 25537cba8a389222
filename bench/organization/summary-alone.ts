import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { bundleOptions } from '#infra/scripts/bundle-options.ts'

// Of 370 to 420 MB seen: how much lies about when the collector comes is chance.
const LIMITS = { peakRssMB: 512, ratio: 1.5 }
// As the function has it at 1,769 MB, Node's own heap would grow further than the work needs.
const HEAP_MB = 200

interface Measured {
  readonly ms: number
  readonly cpuMs: number
  readonly peakRssMB: number
  readonly cardKB: number
  readonly reportMB: number
  readonly messageKB: number
  readonly inReport: number
  readonly notAudited: number
  readonly findings: number
}

/** As it is shipped: the loader of TypeScript would count into the memory. */
const bundleChild = async (outdir: string): Promise<string> => {
  await build({ ...bundleOptions, entryPoints: { child: join(import.meta.dirname, 'summarize.child.ts') }, outdir })
  return join(outdir, 'child.mjs')
}

const measure = (child: string, accounts: number) => {
  const words = [`--max-old-space-size=${HEAP_MB}`, child, String(accounts)]
  const measured: Measured = JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }))
  return { accounts, ...measured, cpuMicrosecondsPerAccount: (measured.cpuMs * 1000) / accounts }
}

/** The summary over large cards, without S3: time and memory by the number of accounts. */
export const summaryAlone = async (sizes: readonly number[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'credaudit-bench-'))
  const child = await bundleChild(folder)
  const lines = sizes.map((accounts) => measure(child, accounts))
  rmSync(folder, { recursive: true })
  const [before, largest] = lines.slice(-2)
  if (before === undefined || largest === undefined) throw new Error('Two sizes at least are needed.')
  const ratio = largest.cpuMicrosecondsPerAccount / before.cpuMicrosecondsPerAccount
  const complete = lines.every(
    ({ accounts, inReport, notAudited }) => inReport === accounts && notAudited === accounts / 100,
  )
  const checks = {
    'every account is in the report exactly once': complete,
    [`the summary takes at most ${LIMITS.peakRssMB} MB`]: largest.peakRssMB <= LIMITS.peakRssMB,
    [`an account of ${largest.accounts} costs at most ${LIMITS.ratio} times one of ${before.accounts}`]:
      ratio <= LIMITS.ratio,
  }
  return { lines, ratio, checks }
}
