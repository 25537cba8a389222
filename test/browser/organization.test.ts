import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '#infra/page/chromium.ts'
import { type ReportFile, reportFileOf } from '#infra/page/report-file.ts'
import { formatOrganizationHtml } from '#shared/reports/html.ts'
import type { OrganizationDocument } from '#shared/reports/organization-report.ts'
import { HOSTILE, largeOrganization } from '#test/support/large-organization.ts'
import { loadAxe, violations } from './axe.ts'
import { openReport } from './open-report.ts'

let browser: Browser
let organization: OrganizationDocument
let report: ReportFile

beforeAll(async () => {
  browser = await launchChromium()
  organization = largeOrganization(10_000)
  report = reportFileOf(formatOrganizationHtml(organization))
})
afterAll(async () => {
  await browser.close()
  report.remove()
})

const dark = (): string => organization.accounts.find(({ reason }) => reason === HOSTILE)?.id ?? ''
const VIEWS = (): readonly string[] => [
  '#/overview',
  '#/accounts',
  '#/accounts?q=zzzz',
  `#/account/${organization.accounts[0]?.id}`,
  `#/account/${dark()}`,
  '#/account/none',
  '#/findings',
  `#/findings/${organization.worst[0]?.account}:${organization.worst[0]?.id}`,
  `#/findings/${organization.findings[0]?.id}`,
  '#/findings/none',
]

test.each([
  ['light', 1280],
  ['dark', 375],
] as const)('every view opens, asks nobody for anything, and axe finds no fault (%s, %d px)', async (scheme, width) => {
  const { page, complaints, dialogs, go } = await openReport(browser, report, '', {
    colorScheme: scheme,
    viewport: { width, height: 812 },
    reducedMotion: 'reduce',
    bypassCSP: true,
  })
  await loadAxe(page)
  for (const hash of VIEWS()) {
    await go(hash)
    expect([hash, ...(await violations(page))]).toEqual([hash])
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect([hash, wide, await page.locator('img, main script').count()]).toEqual([hash, 0, 0])
  }
  expect([complaints, dialogs]).toEqual([[], []])
})

test('of ten thousand accounts only some are in the page; a search, a state and a severity narrow them', async () => {
  const { page, go } = await openReport(browser, report, '#/accounts')
  const count = page.locator('.count')
  expect(await count.textContent()).toBe('10,000 accounts')
  expect(await page.locator('.rows li').count()).toBeLessThan(80)
  await page.getByLabel('Search').fill('account-1234')
  expect(await count.textContent()).toBe('1 account of 10,000')
  await go('#/accounts')
  await page.getByRole('combobox', { name: 'Audited' }).selectOption('not-audited')
  expect(await count.textContent()).toBe(`${organization.summary.accounts.notAudited} accounts of 10,000`)
  await go('#/accounts')
  await page.getByRole('combobox', { name: 'With findings' }).selectOption('critical')
  const critical = organization.accounts.filter(({ findings }) => (findings?.critical ?? 0) > 0).length
  expect(await count.textContent()).toBe(`${critical} accounts of 10,000`)
})

test('an account that was not audited is never shown as clear, and says why', async () => {
  const { page } = await openReport(browser, report, `#/account/${dark()}`)
  const text = (await page.locator('main').textContent()) ?? ''
  expect(text).toContain('not audited')
  expect(text).toContain(HOSTILE)
  expect(text).not.toContain('clear')
})

test('a finding leads to its place on the account’s own page, beside this file and in the console', async () => {
  const [worst] = organization.worst
  const { page } = await openReport(browser, report, `#/findings/${worst?.account}:${worst?.id}`)
  const places = await page.locator('main a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  expect(places).toContain(`../${worst?.account}/20261120T060500Z.html#/findings/${worst?.id}`)
  expect(places).toContain(
    `https://console.aws.amazon.com/s3/object/bucket/reports/${worst?.account}/20261120T060500Z.json`,
  )
})

test('an organization of which nothing is known can be looked at', async () => {
  const bare = reportFileOf(
    formatOrganizationHtml({
      ...organization,
      organization: null,
      findings: [],
      notAssessed: [],
      worst: [],
      accounts: [],
      history: [],
    }),
  )
  const { page, complaints, go } = await openReport(browser, bare)
  for (const hash of ['#/overview', '#/accounts', '#/findings', '#/nowhere']) {
    await go(hash)
    expect([hash, await page.locator('main h1').count()]).toEqual([hash, 1])
  }
  expect(complaints).toEqual([])
  bare.remove()
})
