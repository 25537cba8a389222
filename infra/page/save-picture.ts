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
  /** In pixels from the top, or the element that is in the picture as a whole. */
  readonly height: number | string
  /** What is there when the page has been drawn. */
  readonly ready: string
}

/** Opens the page from a disk, as its readers do, and takes the picture. */
export const savePicture = async (browser: Browser, picture: Picture): Promise<void> => {
  const { html, name, width, height, ready } = picture
  const file = reportFileOf(html)
  try {
    const page = await browser.newPage({
      viewport: { width, height: typeof height === 'number' ? height : 800 },
      colorScheme: 'light',
    })
    await page.goto(file.address)
    await page.waitForSelector(ready)
    await mkdir(IMAGES, { recursive: true })
    const place = path.join(IMAGES, name)
    await (typeof height === 'number' ? page : page.locator(height)).screenshot({ path: place })
  } finally {
    file.remove()
  }
}
