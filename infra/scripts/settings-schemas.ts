// Prints the JSON schemas of credaudit.yaml and exceptions.yaml and docs/configuration.md; with --check only says which differ.
import { readFile, writeFile } from 'node:fs/promises'
import { settingsFiles } from '#infra/settings/settings-files.ts'

const DOCS = new URL('../../docs/', import.meta.url)
const check = process.argv.includes('--check')

for (const [name, wanted] of settingsFiles()) {
  if ((await readFile(new URL(name, DOCS), 'utf8').catch(() => '')) === wanted) continue
  if (check) {
    process.stderr.write(`docs/${name} differs from the schemas: run \`npm run generate\`.\n`)
    process.exitCode = 1
  } else await writeFile(new URL(name, DOCS), wanted)
}
