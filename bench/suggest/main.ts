import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const SIZES = [100, 300, 1000]
const ACTIONS = 50
const RESOURCES = 500
const SEED = 20_261_122
const HEAP_MB = 256
/** Time as on a clock; the cost of a principal as processor time, which neighbours on the machine disturb less. */
const LIMITS = { ms: 20_000, peakRssMB: 512, ratio: 1.3 }

interface Measured {
  readonly ms: number
  readonly cpuMs: number
  readonly peakRssMB: number
  readonly policies: number
  readonly characters: number
  readonly covered: number
  readonly notCovered: number
  readonly unnamed: number
}

const measure = (principals: number) => {
  const child = join(import.meta.dirname, 'suggest.child.ts')
  // Without a limit the heap grows for as long as the machine has room; with this one the work has to fit.
  const words = [`--max-old-space-size=${HEAP_MB}`, child, ...[principals, ACTIONS, RESOURCES, SEED].map(String)]
  const measured: Measured = JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }))
  return { principals, ...measured, cpuMicrosecondsPerPrincipal: (measured.cpuMs * 1000) / principals }
}

const sizes = SIZES.map(measure)
const [smallest, largest] = [sizes[0], sizes.at(-1)]
if (smallest === undefined || largest === undefined) throw new Error('No size was measured.')
const ratio = largest.cpuMicrosecondsPerPrincipal / smallest.cpuMicrosecondsPerPrincipal
const proven = sizes.every(({ covered, notCovered, unnamed }) => covered > 0 && notCovered === 0 && unnamed === 0)
const held = proven && largest.ms <= LIMITS.ms && largest.peakRssMB <= LIMITS.peakRssMB && ratio <= LIMITS.ratio

if (process.argv.some((word) => word === 'json' || word === '--format=json')) {
  console.log(
    JSON.stringify({
      actions: ACTIONS,
      resources: RESOURCES,
      sizes,
      costPerPrincipalRatio: ratio,
      limits: LIMITS,
      held,
    }),
  )
} else {
  console.table(
    sizes.map((line) => Object.fromEntries(Object.entries(line).map(([column, value]) => [column, Math.round(value)]))),
  )
  console.log(
    `Cost of a principal at ${largest.principals} is ${ratio.toFixed(2)} times that at ${smallest.principals} (limit ${LIMITS.ratio}); ` +
      `the largest took ${Math.round(largest.ms)} ms (limit ${LIMITS.ms} ms) and ${Math.round(largest.peakRssMB)} MB (limit ${LIMITS.peakRssMB} MB), ` +
      `with ${largest.covered} requests proven and ${largest.notCovered} not: ${held ? 'held' : 'NOT held'}.`,
  )
}
if (!held) process.exitCode = 1
