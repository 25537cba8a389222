// Holds the bundles to the figures in infra/bundle-sizes.json: what grows by more than a twentieth is to be accepted on purpose.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

export const ACCEPTED_SIZES = fileURLToPath(new URL('../bundle-sizes.json', import.meta.url))
const MEASURED_SIZES = fileURLToPath(new URL('../../.build/sizes.json', import.meta.url))
const TOLERANCE = 0.05

/** Bytes by the bundle's name. */
export type BundleSizes = Readonly<Record<string, number>>

const kiB = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KiB`

const problemOf = (name: string, accepted: number | undefined, measured: number | undefined): string | undefined => {
  if (measured === undefined) return `${name} is accepted with ${kiB(accepted ?? 0)}, but there is no such bundle.`
  if (accepted === undefined) return `${name} has ${kiB(measured)}, and no figure is accepted for it.`
  if (measured <= accepted * (1 + TOLERANCE)) return undefined
  const percent = ((measured / accepted - 1) * 100).toFixed(1)
  return `${name} has grown by ${percent} % to ${kiB(measured)}; ${kiB(accepted)} are accepted, and 5 % more.`
}

/** One sentence for each bundle that is not as it was accepted; a smaller one is. */
export const sizeProblems = (accepted: BundleSizes, measured: BundleSizes): readonly string[] =>
  [...new Set([...Object.keys(accepted), ...Object.keys(measured)])].sort().flatMap((name) => {
    const problem = problemOf(name, accepted[name], measured[name])
    return problem === undefined ? [] : [problem]
  })

const sizesIn = async (file: string): Promise<BundleSizes> => JSON.parse(await readFile(file, 'utf8'))

if (import.meta.main) {
  const problems = sizeProblems(await sizesIn(ACCEPTED_SIZES), await sizesIn(MEASURED_SIZES))
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  if (problems.length > 0) {
    process.stderr.write('If that is meant: npm run build -- --accept-sizes writes infra/bundle-sizes.json.\n')
    process.exitCode = 1
  }
}
