import type { Page } from 'playwright-core'
import { launchChromium } from '#infra/page/chromium.ts'
import { reportFileOf } from '#infra/page/report-file.ts'
import { sampleDocument } from '#samples/sample-document.ts'
import { formatHtml } from '#shared/reports/html.ts'
import { largeDocument } from './large-document.ts'

// What a report of 5,000 users and 10,000 findings costs whoever opens it. Times are as on a clock, so a busy machine shows.

const LIMITS = { megabytes: 6, openMs: 3000, filterMs: 100 }
const VIEWS = ['findings', 'principals', 'credentials', 'frameworks'] as const
const WORDS = ['person-77', 'person-777', 'key', '']

interface Figures {
  readonly megabytes: number
  /** From the first byte until everything of the first view is painted and answers. */
  readonly openMs: number
  /** Of which the page's own thread was at work. */
  readonly workMs: number
  readonly viewMs: Readonly<Record<string, number>>
  readonly filterMs: Readonly<Record<string, number>>
}

/** In the page, so that the way to it and back does not count. */
const timed = (page: Page, act: { readonly hash?: string; readonly search?: string }): Promise<number> =>
  page.evaluate(async ({ hash, search }) => {
    const from = performance.now()
    if (hash !== undefined) location.hash = hash
    const box = document.querySelector<HTMLInputElement>('input[type=search]')
    if (search !== undefined && box !== null) {
      box.value = search
      box.dispatchEvent(new Event('input', { bubbles: true }))
    }
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))
    return performance.now() - from
  }, act)

const openMs = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))
    return performance.now()
  })

/** Milliseconds that the page's own thread has worked since it was asked first. */
const workCounter = async (page: Page): Promise<() => Promise<number>> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0)
  }
}

const measure = async (): Promise<Figures> => {
  const file = reportFileOf(formatHtml(largeDocument(await sampleDocument('0.0.0'))))
  const browser = await launchChromium()
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 860 } })
    const workMs = await workCounter(page)
    await page.goto(file.address)
    await page.waitForSelector('html[data-ready]')
    const opened = await openMs(page)
    const worked = await workMs()
    const viewMs: Record<string, number> = {}
    for (const view of VIEWS) viewMs[view] = await timed(page, { hash: `#/${view}` })
    await timed(page, { hash: '#/findings' })
    const filterMs: Record<string, number> = {}
    for (const search of WORDS) filterMs[search === '' ? '(nothing)' : search] = await timed(page, { search })
    return { megabytes: file.bytes / 1e6, openMs: opened, workMs: worked, viewMs, filterMs }
  } finally {
    await browser.close()
    file.remove()
  }
}

const figures = await measure()
const slowestFilter = Math.max(...Object.values(figures.filterMs))
if (process.argv.some((word) => word === 'json' || word === '--format=json')) {
  console.log(JSON.stringify({ ...figures, limits: LIMITS }))
} else {
  const rounded = (times: Readonly<Record<string, number>>): string =>
    Object.entries(times)
      .map(([name, ms]) => `${name} ${Math.round(ms)} ms`)
      .join(', ')
  console.log(
    [
      'The page of 5,000 users and 10,000 findings:',
      `size      ${figures.megabytes.toFixed(2)} MB (bar ${LIMITS.megabytes} MB)`,
      `opens in  ${Math.round(figures.openMs)} ms, ${Math.round(figures.workMs)} ms of it work (bar ${LIMITS.openMs} ms)`,
      `filter    ${Math.round(slowestFilter)} ms at most, to the second frame (bar ${LIMITS.filterMs} ms): ${rounded(figures.filterMs)}`,
      `views     ${rounded(figures.viewMs)}`,
    ].join('\n'),
  )
}
