import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '#infra/page/chromium.ts'
import type { ReportFile } from '#infra/page/report-file.ts'
import { sampleDocument } from '#samples/sample-document.ts'
import type { AuditDocument } from '#shared/reports/audit-document.ts'
import { COLOURS, EVERY_RULE, loadAxe, violations } from './axe.ts'
import { openReport, reportFile } from './open-report.ts'
import { viewsOf } from './views.ts'

let browser: Browser
let sample: AuditDocument
let report: ReportFile

beforeAll(async () => {
  browser = await launchChromium()
  sample = await sampleDocument('0.0.0')
  report = reportFile(sample)
})
afterAll(async () => {
  await browser.close()
  report.remove()
})

test.each([
  ['light', 1280, EVERY_RULE],
  ['dark', 1280, COLOURS],
  ['light', 375, EVERY_RULE],
] as const)('no view has a fault that axe finds (%s, %d px)', async (colorScheme, width, rules) => {
  const { page, go } = await openReport(browser, report, '', {
    colorScheme,
    viewport: { width, height: 812 },
    reducedMotion: 'reduce',
    // The page's own policy would keep the tool out as well.
    bypassCSP: true,
  })
  await loadAxe(page)
  for (const [name, hash] of viewsOf(sample)) {
    await go(hash)
    expect([name, ...(await violations(page, rules))]).toEqual([name])
  }
})

test('nothing is wider than the window, from a phone to a wall', async () => {
  const { page, go } = await openReport(browser, report)
  for (const [name, hash] of viewsOf(sample)) {
    await go(hash)
    for (const width of [320, 768, 1280, 3840]) {
      await page.setViewportSize({ width, height: 900 })
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(wide, `${name} at ${width} px`).toBeLessThanOrEqual(0)
    }
  }
})

test('a keyboard gets past the navigation, and a new view begins at its heading', async () => {
  const { page } = await openReport(browser, report)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN')
  await page.getByRole('link', { name: 'Frameworks' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Frameworks' }).waitFor()
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
  expect(await page.title()).toBe('frameworks · harbourline-prod-eu · credaudit')
})
