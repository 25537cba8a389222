import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { folderDifference } from './generator/folder-difference.ts'
import { sampleFiles } from './generator/sample-files.ts'

const folder = join(import.meta.dirname, 'account')
const files = sampleFiles()
const { missing, changed, extra } = folderDifference(folder, files)

if (process.argv.includes('--check')) {
  const wrong = [
    ...missing.map((name) => `missing: ${name}`),
    ...changed.map((name) => `changed: ${name}`),
    ...extra.map((name) => `not from the tables: ${name}`),
  ]
  if (wrong.length > 0) {
    console.error(
      `samples/account is not what its tables say (npm run generate:sample writes it):\n${wrong.join('\n')}`,
    )
    process.exitCode = 1
  }
} else {
  const stale = new Set([...missing, ...changed])
  for (const { name, bytes } of files.filter((file) => stale.has(file.name))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  for (const name of extra) rmSync(join(folder, name))
  console.log(`samples/account: ${files.length} files, ${stale.size} written, ${extra.length} removed`)
}
