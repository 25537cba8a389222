// oxlint-disable typescript/no-base-to-string -- the compiler's output stream has a toString of its own
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SOURCES = fileURLToPath(new URL('../../shared/activity/assembly/', import.meta.url))
const FLAGS =
  '-O3 --noAssert --importMemory --runtime stub --memoryBase 65536 --initialMemory 216 --maximumMemory 216'.split(' ')

/** AssemblyScript looks for `.ts`; the sources are `.as`, so that TypeScript and the linter leave them alone. */
const readSource = async (name: string): Promise<string | null> => {
  const file = name.split('/').at(-1) ?? ''
  return readFile(join(SOURCES, file.replace(/\.ts$/, '.as')), 'utf8').catch(() => null)
}

const compile = async (simd: boolean): Promise<Uint8Array> => {
  const { default: asc } = await import('assemblyscript/asc')
  let made: Uint8Array | undefined
  const { error, stderr } = await asc.main(
    ['scan.ts', '--outFile', 'scan.wasm', ...FLAGS, simd ? '--enable' : '--disable', 'simd'],
    {
      readFile: readSource,
      writeFile: (_, contents) => {
        if (typeof contents !== 'string') made = contents
      },
      listFiles: () => null,
    },
  )
  if (error || !made)
    throw new Error(`The scanner does not compile: ${error?.message ?? 'no module'}\n${stderr.toString()}`)
  return made
}

/** The module that is committed: both variants as base64, so that nothing needs the file system to load it. */
export const scannerModule = async (): Promise<string> => {
  const literal = async (simd: boolean): Promise<string> => `'${Buffer.from(await compile(simd)).toString('base64')}'`
  return [
    '// Made by `npm run build:wasm` from assembly/scan.as.',
    `export const SIMD_SCANNER =\n  ${await literal(true)}`,
    `export const SCALAR_SCANNER =\n  ${await literal(false)}`,
    '',
  ].join('\n')
}

export const SCANNER_MODULE = fileURLToPath(
  new URL('../../shared/activity/generated/scanner-module.ts', import.meta.url),
)

const isCurrent = async (made: string): Promise<boolean> => (await readFile(SCANNER_MODULE, 'utf8')) === made

if (import.meta.main) {
  const made = await scannerModule()
  if (!process.argv.includes('--check')) await writeFile(SCANNER_MODULE, made)
  else if (!(await isCurrent(made))) {
    process.stderr.write(`${SCANNER_MODULE} is not what shared/activity/assembly gives: run npm run build:wasm.\n`)
    process.exitCode = 1
  }
}
