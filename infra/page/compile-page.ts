import path from 'node:path'
import { build } from 'esbuild'

const ROOT = path.resolve(import.meta.dirname, '../..')
const PAGE = 'shared/reports/page'

const textOf = async (entry: string): Promise<string> => {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [`${PAGE}/${entry}`],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // Nothing but ASCII, so that no transport can change a byte that the policy's hash stands on.
    charset: 'ascii',
    legalComments: 'none',
    tsconfig: `${PAGE}/tsconfig.json`,
    logLevel: 'warning',
  })
  const [file] = outputFiles
  if (file === undefined) throw new Error(`${entry} gave nothing.`)
  return file.text.trim()
}

/** The module that is committed: the page's script and style as strings, so that a report is written without any build. */
export const compilePage = async (): Promise<string> => {
  const [script, style] = await Promise.all([textOf('main.tsx'), textOf('page.css')])
  return [
    '// Made by `npm run generate:page` from the files beside this folder.',
    `export const PAGE_SCRIPT = ${JSON.stringify(script)}`,
    `export const PAGE_STYLE = ${JSON.stringify(style)}`,
    '',
  ].join('\n')
}
