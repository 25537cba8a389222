// Bundles every function into .build/<name>/ and the command line into dist/cli/ (with --command-line only that): ESM, split, minified. With --accept-sizes, what came out
// becomes the figures of infra/bundle-sizes.json.
import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'
import { bundledLicences } from '#infra/package/bundled-licences.ts'
import { ACCEPTED_SIZES } from './bundle-sizes.ts'
import { bundleOptions } from './bundle-options.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

const functionNames = async (): Promise<readonly string[]> =>
  (await readdir(path.join(ROOT, 'functions'), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map((entry) => entry.name)
    .sort()

const bundleBytes = async (folder: string): Promise<number> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const sizes = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.mjs'))
    .map(async (entry) => (await stat(path.join(entry.parentPath, entry.name))).size)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

const buildFunction = async (name: string): Promise<number> => {
  const outdir = path.join(ROOT, '.build', name)
  await rm(outdir, { recursive: true, force: true })
  await build({ ...bundleOptions, entryPoints: { index: `functions/${name}/handler.ts` }, outdir })
  await writeFile(path.join(outdir, 'package.json'), '{"type":"module"}\n')
  return bundleBytes(outdir)
}

const buildCommandLine = async (): Promise<number> => {
  const outdir = path.join(ROOT, 'dist/cli')
  await rm(outdir, { recursive: true, force: true })
  // Large logs are folded in threads, whose module lies beside the bundle (cli/read-activity.ts).
  const entryPoints = { credaudit: 'cli/main.ts', 'fold-worker': 'shared/activity/fold-worker.ts' }
  const { metafile } = await build({ ...bundleOptions, entryPoints, outdir, metafile: true })
  await writeFile(path.join(outdir, 'LICENCES.txt'), await bundledLicences(ROOT, Object.keys(metafile.inputs)))
  return bundleBytes(outdir)
}

const sizes: Record<string, number> = {}
const onlyCommandLine = process.argv.includes('--command-line')
if (!onlyCommandLine) for (const name of await functionNames()) sizes[name] = await buildFunction(name)
sizes['cli'] = await buildCommandLine()
for (const [name, bytes] of Object.entries(sizes))
  process.stdout.write(`${name.padEnd(28)} ${(bytes / 1024).toFixed(0).padStart(6)} KiB\n`)
const figures = `${JSON.stringify(sizes, null, 2)}\n`
if (!onlyCommandLine) await writeFile(path.join(ROOT, '.build/sizes.json'), figures)
if (!onlyCommandLine && process.argv.includes('--accept-sizes')) await writeFile(ACCEPTED_SIZES, figures)
