import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

// `npm run bench -- NAME …` runs bench/NAME/main.ts in a process of its own, so that one measurement does not warm up another.

const folder = import.meta.dirname
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'main.ts')))
  .map(({ name }) => name)
  .sort()

const [name = '', ...rest] = process.argv.slice(2)
if (names.includes(name)) {
  const { status } = spawnSync(process.execPath, [join(folder, name, 'main.ts'), ...rest], { stdio: 'inherit' })
  process.exitCode = status ?? 1
} else {
  console.error(`Say what to measure: npm run bench -- ${names.join('|')} [--format json]`)
  process.exitCode = 2
}
