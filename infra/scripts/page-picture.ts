// The README's picture of the report page, from the sample account: docs/images/page.png.
import { launchChromium } from '#infra/page/chromium.ts'
import { savePicture } from '#infra/page/save-picture.ts'
import { sampleDocument } from '#samples/sample-document.ts'
import { formatHtml } from '#shared/reports/html.ts'
import manifest from '../../package.json' with { type: 'json' }

const html = formatHtml(await sampleDocument(manifest.version))
const browser = await launchChromium()
try {
  await savePicture(browser, { html, name: 'page.png', width: 1280, height: 1500, ready: 'html[data-ready]' })
} finally {
  await browser.close()
}
