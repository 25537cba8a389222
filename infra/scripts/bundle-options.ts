import path from 'node:path'
import type { BuildOptions } from 'esbuild'
import { compressTables } from './compress-tables.ts'

// Some packages of the SDK are CommonJS inside and ask for `require`.
const requireBanner =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);"

/** How everything that is shipped is bundled. */
export const bundleOptions: BuildOptions = {
  absWorkingDir: path.resolve(import.meta.dirname, '../..'),
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  // Credential providers and other rarely used parts load only when asked for.
  splitting: true,
  minify: true,
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
