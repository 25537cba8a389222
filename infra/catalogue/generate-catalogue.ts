import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compileCatalogue } from './compile-catalogue.ts'

const folder = new URL('../../shared/catalogue/generated/', import.meta.url)
const textOf = (file: URL): string | undefined => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

mkdirSync(fileURLToPath(folder), { recursive: true })
const stale = [...compileCatalogue()].filter(([name, text]) => textOf(new URL(name, folder)) !== text)
if (process.argv.includes('--check')) {
  for (const [name] of stale)
    console.error(`shared/catalogue/generated/${name} is not what its sources give: run npm run generate:catalogue.`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  for (const [name, text] of stale) writeFileSync(new URL(name, folder), text)
  console.log(stale.length > 0 ? `Wrote ${stale.map(([name]) => name).join(', ')}.` : 'The catalogue was up to date.')
}
