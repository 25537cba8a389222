import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { OrganizationDocument } from '#shared/reports/organization-report.ts'
import { documentOfPage } from '#test/support/document-of-page.ts'
import { runCredaudit } from '#test/support/run-credaudit.ts'

// Each test judges the sample account, some of them twice.
vi.setConfig({ testTimeout: 180_000 })

const AT = ['--now', '2026-11-20T06:00:00Z']
const PROD = '123456789012'
const OTHER = '210987654321'
const HEADER = 'user,arn,user_creation_time,password_enabled,mfa_active'
const ROOT = `<root_account>,arn:aws:iam::${OTHER}:root,2020-01-01T00:00:00+00:00,not_supported,true`

let folder = ''
let accounts = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'credaudit-organization-'))
  accounts = path.join(folder, 'accounts')
  await cp('samples/account', path.join(accounts, 'prod'), { recursive: true })
  for (const name of ['other', 'broken', '.git']) await mkdir(path.join(accounts, name))
  await writeFile(path.join(accounts, 'other/credential-report.csv'), `${HEADER}\n${ROOT}\n`)
  await writeFile(path.join(accounts, 'broken/account.json'), '{')
})
afterAll(() => rm(folder, { recursive: true }))

const audit = (...words: readonly string[]) => runCredaudit('audit', '--organization', accounts, ...AT, ...words)
const documentOf = (text: string) => JSON.parse(text) as OrganizationDocument

test('each account once, the worst first; a folder that cannot be used, and an account without a folder, are not audited and say why', async () => {
  const { code, stdout } = await audit('--format', 'json')
  const { accounts: entries, summary } = documentOf(stdout)
  expect(code).toBe(0)
  expect(entries.filter(({ result }) => result === 'audited').map(({ id }) => id)).toEqual([PROD, OTHER])
  const notAudited = entries.filter(({ result }) => result === 'not-audited')
  expect(notAudited.find(({ id }) => id === 'broken')?.reason).toMatch(/account\.json is not JSON/)
  expect(notAudited.find(({ name }) => name === 'log-archive')?.reason).toMatch(/no folder has its evidence/)
  expect(new Set(entries.map(({ id }) => id)).size).toBe(summary.accounts.listed)
  expect(entries.map(({ id }) => id)).not.toContain('.git')
})

test("with a folder for them, each account has its own report beside the organization's page, and the page leads there", async () => {
  const out = path.join(folder, 'reports')
  expect((await audit('--format', 'json,html,table', '--out', `${out}/`)).code).toBe(0)
  expect(await readdir(out)).toEqual(['accounts', 'organization.html', 'organization.json', 'organization.txt'])
  const document = documentOf(await readFile(path.join(out, 'organization.json'), 'utf8'))
  expect(documentOfPage(await readFile(path.join(out, 'organization.html'), 'utf8'))).toEqual(document)
  const [worst] = document.accounts
  expect(worst).toMatchObject({ report: `accounts/${PROD}.json`, page: `accounts/${PROD}.html` })
  const own = JSON.parse(await readFile(path.join(out, worst?.report ?? ''), 'utf8')) as { account: { id: string } }
  expect(own.account.id).toBe(PROD)
  expect(await readFile(path.join(out, worst?.page ?? ''), 'utf8')).toMatch(/^<!doctype html>/)
})

test('with a state, what the first run told is open in the second', async () => {
  const state = path.join(folder, 'state')
  await audit('--state', state, '--format', 'json')
  const { stdout } = await audit('--state', state, '--format', 'json')
  expect(new Set(documentOf(stdout).findings.map(({ status }) => status))).toEqual(new Set(['open']))
  expect((await readdir(state)).toSorted()).toEqual([`${PROD}.json`, `${OTHER}.json`, 'organization.json'])
})

describe('exit codes', () => {
  test.each([
    [['--fail-on', 'critical'], 1],
    [['--strict'], 3],
  ])('%j', async (words, code) => {
    expect((await audit(...words)).code).toBe(code)
  })
})

describe('is refused in one line', () => {
  test.each<[string, () => readonly string[], RegExp]>([
    [
      'with --evidence',
      () => ['--organization', accounts, '--evidence', accounts],
      /give neither --evidence nor --live/,
    ],
    ['in a format of one account', () => ['--organization', accounts, '--format', 'csv'], /takes table, json, html/],
    ['a folder without folders', () => ['--organization', path.join(accounts, 'prod/cloudtrail')], /No folder below/],
    ['a folder that is not there', () => ['--organization', `${accounts}-none`], /cannot be read \(ENOENT\)/],
    ['--evidence for a folder of folders', () => ['--evidence', accounts], /say --organization/],
  ])('%s', async (_name, words, message) => {
    const { code, stderr } = await runCredaudit('audit', ...words(), ...AT)
    expect(code).toBe(2)
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(message)])
  })

  test('two folders of one account', async () => {
    const twice = path.join(folder, 'twice')
    for (const name of ['one', 'two'])
      await cp(path.join(accounts, 'other'), path.join(twice, name), { recursive: true })
    const { code, stderr } = await runCredaudit('audit', '--organization', twice, ...AT)
    expect([code, stderr]).toEqual([2, expect.stringContaining(`one and two in ${twice} are both of account ${OTHER}`)])
  })
})
