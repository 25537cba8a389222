import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '#infra/page/chromium.ts'
import { sampleDocument } from '#samples/sample-document.ts'
import { largeDocument } from './large-document.ts'
import { openReport, reportFile, type ReportFile } from './open-report.ts'

const MOST_BYTES = 6_000_000

let browser: Browser
let report: ReportFile

beforeAll(async () => {
  browser = await launchChromium()
  report = reportFile(largeDocument(await sampleDocument('0.0.0')))
})
afterAll(async () => {
  await browser.close()
  report.remove()
})

const say = (what: string, figure: number, unit: string): void =>
  void process.stdout.write(`${what.padEnd(44)} ${figure.toFixed(figure < 10 ? 1 : 0)} ${unit}\n`)

test('the page of 5,000 users and 10,000 findings is small', () => {
  say('page of 5,000 users, 10,000 findings', report.bytes / 1e6, 'MB')
  expect(report.bytes).toBeLessThan(MOST_BYTES)
})

test('it opens, filters and scrolls; how fast is printed, not judged', async () => {
  const started = performance.now()
  const { page, complaints, go } = await openReport(browser, report)
  say('open until it answers', performance.now() - started, 'ms')
  for (const view of ['#/findings', '#/principals', '#/credentials', '#/frameworks']) {
    const from = performance.now()
    await go(view)
    say(`to ${view}`, performance.now() - from, 'ms')
  }
  await go('#/findings')
  const filter = (word: string): Promise<number> =>
    page.evaluate(async (text) => {
      const box = document.querySelector<HTMLInputElement>('input[type=search]')
      if (!box) throw new Error('no search')
      const from = performance.now()
      box.value = text
      box.dispatchEvent(new Event('input', { bubbles: true }))
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      return performance.now() - from
    }, word)
  say('first search, two frames', await filter('person-77'), 'ms')
  say('next search, two frames', await filter('person-777'), 'ms')
  expect(await page.locator('.count').textContent()).toMatch(/^[1-9]\d* findings? of 10000$/)
  say('search taken back, two frames', await filter(''), 'ms')
  expect(await page.locator('.rows li').count()).toBeLessThan(80)
  expect(complaints).toEqual([])
})
