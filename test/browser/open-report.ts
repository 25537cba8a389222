import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { type ReportFile, reportFileOf } from '#infra/page/report-file.ts'
import type { AuditDocument } from '#shared/reports/audit-document.ts'
import { formatHtml } from '#shared/reports/html.ts'

export const reportFile = (document: AuditDocument): ReportFile => reportFileOf(formatHtml(document))

export interface OpenReport {
  readonly page: Page
  /** Console messages, uncaught errors, refusals of the policy, and requests for anything but the file itself. */
  readonly complaints: string[]
  /** To another view, within the same page. */
  readonly go: (hash: string) => Promise<void>
  /** Dialogs that a script has opened: there must be none. */
  readonly dialogs: string[]
}

export const openReport = async (
  browser: Browser,
  { address }: ReportFile,
  hash = '',
  options: BrowserContextOptions = {},
): Promise<OpenReport> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  const dialogs: string[] = []
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('request', (request) => {
    const asked = request.url()
    if (asked.split('#')[0] !== address && !asked.startsWith('data:')) complaints.push(`request: ${asked}`)
  })
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await page.goto(`${address}${hash}`)
  await page.waitForSelector('html[data-ready]')
  return {
    page,
    complaints,
    dialogs,
    async go(target) {
      await page.evaluate((place) => {
        location.hash = place
      }, target)
      await page.waitForFunction((place) => location.hash === place, target)
      await page.waitForSelector('main h1')
    },
  }
}
