// Prints docs/rules/<id>.md from the rules; with --check only says which pages differ.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { allRules } from '#shared/rules/index.ts'
import { formatRulePage } from '#shared/rules/rule-page.ts'

const FOLDER = new URL('../../docs/rules/', import.meta.url)
const check = process.argv.includes('--check')

const INDEX = 'README.md'
const row = ({ id, severity, title }: (typeof allRules)[number]): string =>
  `| [\`${id}\`](${id}.md) | ${severity} | ${title} |`
const index = [
  '# Rules',
  '',
  `${allRules.length} rules, printed from their declarations under \`shared/rules/\`.`,
  '',
  ...[...new Set(allRules.map(({ family }) => family))].flatMap((family) => [
    `## ${family.replaceAll('-', ' ')}`,
    '',
    '| rule | severity | finds |',
    '|---|---|---|',
    ...allRules.filter((rule) => rule.family === family).map(row),
    '',
  ]),
].join('\n')

const wanted = new Map([
  [INDEX, `${index.trimEnd()}\n`],
  ...allRules.map((rule) => [`${rule.id}.md`, formatRulePage(rule)] as const),
])
await mkdir(FOLDER, { recursive: true })
const present = await readdir(FOLDER)
const superfluous = present.filter((name) => !wanted.has(name))
const stale: string[] = []
for (const [name, page] of wanted) {
  const found = await readFile(new URL(name, FOLDER), 'utf8').catch(() => '')
  if (found === page) continue
  stale.push(name)
  if (!check) await writeFile(new URL(name, FOLDER), page)
}
if (!check) for (const name of superfluous) await rm(new URL(name, FOLDER))
if (check && stale.length + superfluous.length > 0) {
  process.stderr.write(
    `docs/rules differs from the rules (${[...stale, ...superfluous].join(', ')}): run \`npm run generate\`.\n`,
  )
  process.exitCode = 1
}
