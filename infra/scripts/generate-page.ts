// Bundles the report page's client code into shared/reports/page/generated. `--check` says whether it is up to date.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { compilePage } from '#infra/page/compile-page.ts'

const FILE = new URL('../../shared/reports/page/generated/page-assets.ts', import.meta.url)
const wanted = await compilePage()
if (process.argv.includes('--check')) {
  if ((await readFile(FILE, 'utf8').catch(() => '')) !== wanted) {
    process.stderr.write('shared/reports/page/generated is not what its sources give: run `npm run generate:page`.\n')
    process.exitCode = 1
  }
} else {
  await mkdir(new URL('.', FILE), { recursive: true })
  await writeFile(FILE, wanted)
  process.stdout.write(`Page: ${Math.round(wanted.length / 1024)} KiB.\n`)
}
