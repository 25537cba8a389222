// The README's picture of the report page, from the sample account: docs/images/page.png.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { launchChromium } from '#infra/page/chromium.ts'
import { sampleDocument } from '#samples/sample-document.ts'
import { formatHtml } from '#shared/reports/html.ts'
import manifest from '../../package.json' with { type: 'json' }

const PICTURE = fileURLToPath(new URL('../../docs/images/page.png', import.meta.url))

const folder = await mkdtemp(path.join(tmpdir(), 'credaudit-page-'))
const browser = await launchChromium()
try {
  const file = path.join(folder, 'audit.html')
  await writeFile(file, formatHtml(await sampleDocument(manifest.version)))
  const page = await browser.newPage({ viewport: { width: 1280, height: 1130 }, colorScheme: 'light' })
  await page.goto(pathToFileURL(file).href)
  await page.waitForSelector('html[data-ready]')
  await mkdir(path.dirname(PICTURE), { recursive: true })
  await page.screenshot({ path: PICTURE })
} finally {
  await browser.close()
  await rm(folder, { recursive: true })
}
