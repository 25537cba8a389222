import { pathToFileURL } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import type { Plugin } from 'esbuild'

const LARGE_TABLES = /shared\/catalogue\/generated\/(?:action-names|service-details)\.js$/

const memory = new Map<string, Promise<string>>()

const tableIn = (exported: object): readonly [name: string, table: object] => {
  const [[name, make] = ['', undefined]] = Object.entries(exported) as readonly (readonly [string, unknown])[]
  const table: unknown = typeof make === 'function' ? make() : undefined
  if (typeof table !== 'object' || table === null) throw new Error('A large table is not made by a function.')
  return [name, table]
}

/** Brotli: unlike deflate it gives the same bytes on every processor, so that bundles can be compared. */
const compressed = async (file: string): Promise<string> => {
  const [name, table] = tableIn((await import(pathToFileURL(file).href)) as object)
  const text = brotliCompressSync(JSON.stringify(table)).toString('base64')
  return [
    "import { brotliDecompressSync } from 'node:zlib'",
    `export const ${name} = () => JSON.parse(brotliDecompressSync(Buffer.from('${text}', 'base64')).toString())`,
  ].join('\n')
}

/** Puts the catalogue's large tables into bundles as one short text each: Node reads a megabyte of literals at every start, needed or not. */
export const compressTables: Plugin = {
  name: 'compress-tables',
  setup(build) {
    build.onLoad({ filter: LARGE_TABLES }, async ({ path }) => {
      const known = memory.get(path) ?? compressed(path)
      memory.set(path, known)
      return { contents: await known, loader: 'js' }
    })
  },
}
