import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '#infra/page/chromium.ts'
import type { ReportFile } from '#infra/page/report-file.ts'
import { sampleDocument } from '#samples/sample-document.ts'
import type { AuditDocument } from '#shared/reports/audit-document.ts'
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

test('every view opens, says nothing on the console and asks nobody for anything', async () => {
  const { page, complaints, dialogs, go } = await openReport(browser, report)
  for (const [name, hash] of viewsOf(sample)) {
    await go(hash)
    expect([name, await page.locator('main h1').count()]).toEqual([name, 1])
  }
  expect(complaints).toEqual([])
  expect(dialogs).toEqual([])
})

test('a report is opened by its address at any place', async () => {
  const { page, complaints } = await openReport(browser, report)
  for (const [name, words] of [
    ['finding', sample.findings[0]?.title],
    ['a person', 'jonas.weber'],
    ['an access key', 'What still uses this key'],
    ['Security Hub', 'IAM.21'],
  ] as const) {
    await page.goto('about:blank')
    await page.goto(`${report.address}${viewsOf(sample).get(name)}`)
    await page.waitForSelector('html[data-ready]')
    expect(await page.locator('main').textContent()).toContain(words)
  }
  expect(complaints).toEqual([])
})

test('a script that somebody gets into the page does not run, and nothing leaves', async () => {
  const { page, complaints } = await openReport(browser, report)
  const outcome = await page.evaluate(async () => {
    const tried: string[] = []
    const script = document.createElement('script')
    try {
      script.textContent = "document.title = 'taken over'"
      document.body.append(script)
    } catch {
      tried.push('script text refused')
    }
    try {
      document.body.innerHTML = '<b>x</b>'
    } catch {
      tried.push('markup refused')
    }
    try {
      await fetch('https://example.invalid/')
    } catch {
      tried.push('request refused')
    }
    return [...tried, document.title.includes('taken over') ? 'ran' : 'did not run']
  })
  expect(outcome).toEqual(['script text refused', 'markup refused', 'request refused', 'did not run'])
  expect(complaints.filter((line) => line.startsWith('request:'))).toEqual([])
})

describe('findings', () => {
  const open = (hash: string) => openReport(browser, report, hash)

  test('a search narrows the list, and the address keeps it', async () => {
    const { page } = await open('#/findings')
    await page.getByLabel('Search').fill('jonas.weber')
    const wanted = sample.findings.filter((finding) => JSON.stringify(finding).includes('jonas.weber')).length
    await page.waitForFunction(() => document.querySelector('.count')?.textContent.includes(' of ') === true)
    expect(Number.parseInt((await page.locator('.count').textContent()) ?? '', 10)).toBeLessThanOrEqual(wanted)
    expect(page.url()).toContain('q=jonas.weber')
    for (const text of await page.locator('.row .message').allTextContents()) expect(text).toContain('jonas.weber')
  })

  test('severities are switched on and off', async () => {
    const { page } = await open('#/findings')
    const button = page.getByRole('button', { name: /^critical/ })
    await button.click()
    expect(await button.getAttribute('aria-pressed')).toBe('true')
    expect(await page.locator('.rows li').count()).toBe(sample.summary.findings.critical)
    await button.click()
    expect(await page.locator('.count').textContent()).toBe(`${sample.findings.length} findings`)
  })

  test('a rule, an owner and a kind of identity are chosen, and taken back', async () => {
    const { page } = await open('#/findings')
    for (const [label, word] of [
      ['Rule', 'role-unused'],
      ['Owner', 'tom.bauer@harbourline.example'],
      ['Identity', 'machine'],
    ] as const) {
      await page.getByRole('combobox', { name: label, exact: true }).selectOption(word)
      await page.waitForFunction(() => document.querySelector('.count')?.textContent.includes(' of ') === true)
      expect(await page.locator('.rows li').count()).toBeGreaterThan(0)
      await page.getByRole('link', { name: 'Reset' }).click()
      await page.waitForFunction(() => document.querySelector('.count')?.textContent.includes(' of ') === false)
    }
  })

  test('arrow keys walk the list, Enter opens, and the address is a link to the finding', async () => {
    const { page } = await open('#/findings')
    await page.locator('.row').first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const second = sample.findings[1]
    await page.waitForSelector('aside h2')
    expect(await page.locator('aside h2').textContent()).toBe(second?.title)
    expect(page.url()).toContain(`#/findings/${second?.id}`)
  })

  test('only the rows around the window are in the page', async () => {
    const { page } = await open('#/findings')
    expect(await page.locator('.rows li').count()).toBeLessThan(80)
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    const last = sample.findings.at(-1)
    await page
      .getByText(last?.message ?? '', { exact: true })
      .first()
      .waitFor()
  })

  test('on paper, all of them are, in whatever list', async () => {
    const { page } = await open('#/findings')
    await page.emulateMedia({ media: 'print' })
    await page.waitForFunction(() => document.querySelectorAll('.rows li').length > 80)
    expect(await page.locator('.rows li').count()).toBe(sample.findings.length)
    await page.evaluate(() => {
      location.hash = '#/principals'
    })
    await page.waitForFunction(() => document.querySelector('main h1')?.textContent === 'Principals')
    expect(await page.locator('.rows li').count()).toBe(sample.principals.length)
  })

  test('a command is copied whole', async () => {
    const { page } = await openReport(browser, report, `#/findings/${sample.findings[0]?.id}`, {
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await page.getByRole('button', { name: /^Copy/ }).first().click()
    await page.getByText('Copied').first().waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(sample.findings[0]?.remediation.commands[0])
  })
})

test('findings over time are drawn from the second day on, and a day without a run stays empty', async () => {
  const entry = (day: string, critical: number) => ({
    day,
    findings: { critical, high: 2, medium: 0, low: 1, info: 0 },
    notAssessed: 0,
  })
  const days = [entry('2026-11-17', 9), entry('2026-11-18', 8), entry('2026-11-20', 5)]
  for (const [history, drawn] of [
    [days.slice(0, 1), 0],
    [days, 3],
  ] as const) {
    const remembered = reportFile({ ...sample, history })
    const { page, complaints } = await openReport(browser, remembered)
    const chart = page.getByRole('img', { name: /^Open findings by day/ }).first()
    expect(await page.getByRole('heading', { name: 'Open findings over time' }).count()).toBe(drawn === 0 ? 0 : 1)
    if (drawn > 0) {
      expect((await chart.locator('path.fill-critical').getAttribute('d'))?.match(/M/g)).toHaveLength(drawn)
      expect(await page.locator('main').textContent()).toContain('4 fewer critical and high than on 2026-11-17')
    }
    expect(complaints).toEqual([])
    remembered.remove()
  }
})

test('what changed is listed with what made it so', async () => {
  const [first, second, third] = sample.findings
  if (!first || !second || !third) throw new Error('The sample has changed.')
  const remembered = reportFile({
    ...sample,
    findings: [
      { ...first, status: 'changed', change: 'severity was high, is critical' },
      { ...second, status: 'resolved', resolution: { how: 'fixed', words: 'It is in order now.' } },
      { ...third, status: 'open' },
    ],
  })
  const { page } = await openReport(browser, remembered)
  const panel = page.locator('section', { has: page.getByRole('heading', { name: 'What changed' }) })
  expect(await panel.textContent()).toContain('severity was high, is critical')
  expect(await panel.textContent()).toContain('It is in order now.')
  expect(await panel.textContent()).not.toContain(third.message)
  remembered.remove()
})

test('hostile names stay text in every view', async () => {
  const bad = '<img src=x onerror=alert(1)>"\'</script><script>alert(2)</script>'
  const arn = `arn:aws:iam::111111111111:user/${bad}`
  const [finding] = sample.findings
  const [principal] = sample.principals.filter(({ kind }) => kind === 'user')
  const key = sample.credentials.find(({ dossier }) => dossier !== undefined)
  if (!finding || !principal || !key?.dossier) throw new Error('The sample has changed.')
  const seen = [{ value: bad, count: 1, last: null }]
  const hostile = reportFile({
    ...sample,
    account: { ...sample.account, alias: bad },
    findings: [
      {
        ...finding,
        message: bad,
        title: bad,
        owner: bad,
        evidence: { [bad]: bad },
        subject: { type: bad, arn, name: bad },
      },
    ],
    principals: [
      { ...principal, arn, name: bad, owner: bad, groups: [bad], policies: [{ name: bad, through: 'inline' }] },
    ],
    credentials: [
      {
        ...key,
        id: bad,
        owner: bad,
        principal: arn,
        dossier: { ...key.dossier, userAgents: seen, sourceAddresses: seen },
      },
    ],
    notAssessed: [{ ruleId: bad, subject: { type: bad, arn, name: bad }, reason: bad }],
  })
  const { page, complaints, dialogs, go } = await openReport(browser, hostile)
  for (const hash of [
    '#/overview',
    '#/findings?group=rule',
    `#/findings/${finding.id}`,
    '#/principals',
    `#/principal/${encodeURIComponent(arn)}`,
    '#/credentials',
    `#/key/${encodeURIComponent(bad)}`,
    '#/not-assessed',
    `#/findings?q=${encodeURIComponent(bad)}`,
    `#/${encodeURIComponent(bad)}/${encodeURIComponent(bad)}`,
    '#/principal/__proto__',
    '#/findings/constructor?sort=__proto__&group=toString',
    '#/frameworks/%E0%A4%A',
  ]) {
    await go(hash)
    expect([hash, await page.locator('img, main script, iframe, object, embed').count()]).toEqual([hash, 0])
  }
  expect(dialogs).toEqual([])
  expect(complaints).toEqual([])
  hostile.remove()
})

test('an audit of nothing, and one without activity, can be looked at', async () => {
  const bare = reportFile({
    ...sample,
    account: { id: null, partition: 'aws', alias: null },
    findings: [],
    notAssessed: [],
    principals: [],
    credentials: [],
    rules: [],
    passed: {},
    evidence: { ...sample.evidence, activity: null, files: [], sources: [], reportGeneratedAt: null },
  })
  const { page, complaints, go } = await openReport(browser, bare)
  for (const view of [
    'overview',
    'findings',
    'principals',
    'credentials',
    'frameworks',
    'not-assessed',
    'key/x',
    'principal/x',
  ]) {
    await go(`#/${view}`)
    expect([view, await page.locator('main h1').count()]).toEqual([view, 1])
  }
  expect(complaints).toEqual([])
  bare.remove()
})
