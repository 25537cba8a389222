import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { bundleOptions } from '#infra/scripts/bundle-options.ts'
import manifest from '../../package.json' with { type: 'json' }

const CLIENT = /@aws-sdk\/client-[a-z0-9-]+/g

/** The SDK clients that a bundle holds, told by its source maps; only those that the project itself depends on. */
const clientsIn = (folder: string): readonly string[] => {
  const maps = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mjs.map'))
  const found = new Set(maps.flatMap((name) => readFileSync(join(folder, name), 'utf8').match(CLIENT) ?? []))
  return Object.keys(manifest.dependencies).filter((name) => found.has(name))
}

const clientClassOf = async (packageName: string): Promise<string> => {
  const exported = Object.keys((await import(packageName)) as object)
  const name = exported.find((word) => word.endsWith('Client') && !word.startsWith('_'))
  if (name === undefined) throw new Error(`${packageName} exports no client class.`)
  return name
}

/** What the handler makes when it is imported. */
const MADE_AT_IMPORT = new Set(['S3Client', 'SNSClient', 'STSClient'])

/**
 * A handler that does nothing, with the same client classes and none of their commands, built as the functions are
 * (infra/scripts/build.ts): the least that such a function can cost.
 */
export const buildBareHandler = async (handlerFolder: string, outdir: string): Promise<readonly string[]> => {
  const clients = clientsIn(handlerFolder)
  const classes = await Promise.all(clients.map(clientClassOf))
  const source = [
    ...clients.map((client, index) => `import { ${classes[index] ?? ''} } from '${client}'`),
    `export const made = [${classes
      .filter((name) => MADE_AT_IMPORT.has(name))
      .map((name) => `new ${name}({})`)
      .join()}]`,
    `export const kept = [${classes.join(', ')}]`,
    'export const handler = async () => kept.length',
  ].join('\n')
  await build({
    ...bundleOptions,
    stdin: { contents: source, resolveDir: join(import.meta.dirname, '../..'), sourcefile: 'bare-handler.js' },
    outdir,
    entryNames: 'index',
    sourcemap: false,
  })
  return clients
}
