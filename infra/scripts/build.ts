// Bundles every function into .build/<name>/ and the command line into dist/cli/: ESM, split, minified. With --accept-sizes, what came out
// becomes the figures of infra/bundle-sizes.json.
import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { build, type BuildOptions } from 'esbuild'
import { ACCEPTED_SIZES } from './bundle-sizes.ts'
import { compressTables } from './compress-tables.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

// Some packages of the SDK are CommonJS inside and ask for `require`.
const requireBanner =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);"

const common: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  // Credential providers and other rarely used parts load only when asked for.
  splitting: true,
  minify: true,
  keepNames: true,
  // 40 % smaller: the SDK's ESM builds tree-shake, its CommonJS ones do not.
  mainFields: ['module', 'main'],
  conditions: ['module'],
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunks/[name]-[hash]',
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  banner: { js: requireBanner },
  logLevel: 'warning',
  plugins: [compressTables],
}

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
  await build({ ...common, entryPoints: { index: `functions/${name}/handler.ts` }, outdir })
  await writeFile(path.join(outdir, 'package.json'), '{"type":"module"}\n')
  return bundleBytes(outdir)
}

const buildCommandLine = async (): Promise<number> => {
  const outdir = path.join(ROOT, 'dist/cli')
  await rm(outdir, { recursive: true, force: true })
  await build({ ...common, entryPoints: { credaudit: 'cli/main.ts' }, outdir, banner: { js: requireBanner } })
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
