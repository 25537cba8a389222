import { readdirSync, readFileSync } from 'node:fs'

const ROOT = new URL('../../', import.meta.url)

/** The pages that people write; those of the rules are printed and have no commands. */
export const PAGES: readonly string[] = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md') && name !== 'THIRD-PARTY-NOTICES.md'),
  ...readdirSync(new URL('docs/', ROOT))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  'samples/README.md',
].sort()

export interface DocumentedCommand {
  readonly page: string
  readonly line: string
}

/** Every command in the `sh` blocks of a page; comments and line ends with a backslash are the shell's. */
export const commandsIn = (page: string): readonly DocumentedCommand[] => {
  const text = readFileSync(new URL(page, ROOT), 'utf8')
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block)
  return blocks
    .flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'))
    .flatMap((line) => line.split(' && '))
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '')
    .map((line) => ({ page, line }))
}

/** As a shell splits them: blanks part words, quotes hold them together. */
export const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/(?:[^\s'"]+|'[^']*'|"[^"]*")+/g)].map(([word]) => word.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'))

/** What the line asks of our command line; undefined when it is another program's. */
export const credauditWords = (line: string): readonly string[] | undefined => {
  const asked = /^(?:npm run (?:--silent )?credaudit -- |(?:npx )?credaudit )(.*)$/.exec(line)?.[1]
  if (asked !== undefined) return wordsOf(asked.replace(/ >.*$/, ''))
  const demo = /^npm run (?:--silent )?demo(?: -- (.*))?$/.exec(line)
  if (demo === null || demo[1]?.includes('--deliver')) return undefined
  const audit = /^const AUDIT = '([^']+)'/m.exec(readFileSync(new URL('samples/demo.ts', ROOT), 'utf8'))?.[1]
  return wordsOf(`${audit ?? ''} ${demo[1] ?? ''}`)
}
