import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '#infra/page/chromium.ts'
import type { ReportFile } from '#infra/page/report-file.ts'
import { sampleDocument } from '#samples/sample-document.ts'
import type { AuditDocument } from '#shared/reports/audit-document.ts'
import { openReport, reportFile } from './open-report.ts'
import { viewsOf } from './views.ts'

let browser: Browser
let sample: AuditDocument
let report: ReportFile
let axe: string

beforeAll(async () => {
  axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
  browser = await launchChromium()
  sample = await sampleDocument('0.0.0')
  report = reportFile(sample)
})
afterAll(async () => {
  await browser.close()
  report.remove()
})

const EVERY_RULE: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
}
/** The other theme changes colours and nothing else. */
const COLOURS: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] }, resultTypes: ['violations'] }

const violations = async (page: Page, asked: RunOptions): Promise<readonly string[]> => {
  const results = await page.evaluate<AxeResults, RunOptions>(
    (options) =>
      (globalThis as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } }).axe.run(options),
    asked,
  )
  // A tool that saw nothing has found nothing wrong either.
  expect(results.passes.length).toBeGreaterThan(asked === COLOURS ? 0 : 10)
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
  )
}

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
  await page.evaluate(axe)
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
