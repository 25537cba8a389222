import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { reportFileOf } from './report-file.ts'

const IMAGES = fileURLToPath(new URL('../../docs/images', import.meta.url))

interface Picture {
  readonly html: string
  /** In docs/images. */
  readonly name: string
  readonly width: number
  readonly height: number
  /** What is there when the page has been drawn. */
  readonly ready: string
}

/** Opens the page from a disk, as its readers do, and takes the picture of its beginning. */
export const savePicture = async (browser: Browser, picture: Picture): Promise<void> => {
  const { html, name, width, height, ready } = picture
  const file = reportFileOf(html)
  try {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: 'light' })
    await page.goto(file.address)
    await page.waitForSelector(ready)
    await mkdir(IMAGES, { recursive: true })
    await page.screenshot({ path: path.join(IMAGES, name) })
  } finally {
    file.remove()
  }
}
