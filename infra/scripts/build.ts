// Bundles every function into .build/<name>/ and the command line into dist/cli/: ESM, split, minified. With --accept-sizes, what came out
// becomes the figures of infra/bundle-sizes.json.
import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'
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
  await build({ ...bundleOptions, entryPoints: { credaudit: 'cli/main.ts' }, outdir })
  return bundleBytes(outdir)
}

const sizes: Record<string, number> = {}
for (const name of await functionNames()) sizes[name] = await buildFunction(name)
sizes['cli'] = await buildCommandLine()
for (const [name, bytes] of Object.entries(sizes))
  process.stdout.write(`${name.padEnd(28)} ${(bytes / 1024).toFixed(0).padStart(6)} KiB\n`)
const figures = `${JSON.stringify(sizes, null, 2)}\n`
await writeFile(path.join(ROOT, '.build/sizes.json'), figures)
if (process.argv.includes('--accept-sizes')) await writeFile(ACCEPTED_SIZES, figures)
