import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const SIZES = [100, 1_000, 10_000]
const LIMITS = { peakRssMB: 512, ratio: 1.5 }
// As the function has it at 1,769 MB, Node's own heap would grow further than the work needs.
const HEAP_MB = 320

interface Measured {
  readonly ms: number
  readonly peakRssMB: number
  readonly cardKB: number
  readonly reportMB: number
  readonly messageKB: number
  readonly inReport: number
  readonly notAudited: number
  readonly findings: number
}

const measure = (accounts: number) => {
  const words = [`--max-old-space-size=${HEAP_MB}`, join(import.meta.dirname, 'summarize.child.ts'), String(accounts)]
  const measured: Measured = JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }))
  return { accounts, ...measured, microsecondsPerAccount: (measured.ms * 1000) / accounts }
}

const sizes = SIZES.map(measure)
const [, middle, largest] = sizes
if (middle === undefined || largest === undefined) throw new Error('No size was measured.')
const ratio = largest.microsecondsPerAccount / middle.microsecondsPerAccount
const complete = sizes.every(
  ({ accounts, inReport, notAudited }) => inReport === accounts && notAudited === accounts / 100,
)
const held = complete && largest.peakRssMB <= LIMITS.peakRssMB && ratio <= LIMITS.ratio

if (process.argv.some((word) => word === 'json' || word === '--format=json'))
  console.log(JSON.stringify({ sizes, costPerAccountRatio: ratio, limits: LIMITS, held }))
else {
  console.table(
    sizes.map((line) =>
      Object.fromEntries(Object.entries(line).map(([column, value]) => [column, Number(value.toFixed(1))])),
    ),
  )
  console.log(
    `An account of ${largest.accounts} costs ${ratio.toFixed(2)} times one of ${middle.accounts} (limit ${LIMITS.ratio}); ` +
      `the largest summary took ${Math.round(largest.ms)} ms and ${Math.round(largest.peakRssMB)} MB (limit ${LIMITS.peakRssMB} MB): ${held ? 'held' : 'NOT held'}.`,
  )
}
if (!held) process.exitCode = 1
