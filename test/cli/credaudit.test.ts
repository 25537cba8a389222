import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '../..')
const SAMPLE = path.join(ROOT, 'samples/account')
const AT = ['--now', '2026-11-20T06:00:00Z']

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}
const credaudit = async (...words: readonly string[]): Promise<Ended> => {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [path.join(ROOT, 'cli/main.ts'), ...words], {
      maxBuffer: 64_000_000,
      env: { PATH: process.env['PATH'] },
    })
    return { code: 0, stdout, stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as Ended
    return { code, stdout, stderr }
  }
}

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'credaudit-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('audit', () => {
  test('json is one document on standard output, byte for byte the same each time', async () => {
    const words = ['audit', '--evidence', SAMPLE, ...AT, '--format', 'json']
    const [first, second] = await Promise.all([credaudit(...words), credaudit(...words)])
    expect([first.code, first.stderr]).toEqual([0, ''])
    expect(first.stdout).toBe(second.stdout)
    expect(JSON.parse(first.stdout)).toMatchObject({
      schemaVersion: 1,
      tool: { name: 'credaudit' },
      account: { id: '123456789012', partition: 'aws', alias: 'harbourline-prod-eu' },
      assessedAt: '2026-11-20T06:00:00.000Z',
      evidence: { reportGeneratedAt: '2026-11-20T05:58:12.000Z', activity: { records: 4411 } },
    })
  })
  test('several formats go into a folder, whole', async () => {
    const { code } = await credaudit(
      'audit',
      '--evidence',
      SAMPLE,
      ...AT,
      '--format',
      'json,csv,markdown,table',
      '--out',
      folder,
    )
    expect(code).toBe(0)
    expect((await readdir(folder)).sort()).toEqual(['audit.csv', 'audit.json', 'audit.md', 'audit.txt'])
  })
  test('not a terminal: no colours', async () => {
    const { stdout } = await credaudit('audit', '--evidence', SAMPLE, ...AT)
    expect(stdout).not.toContain('\u001B')
    expect(stdout).toContain('Not assessed')
  })
  test.each([
    ['--fail-on critical', ['--fail-on', 'critical'], 1],
    ['--strict, with something not assessed', ['--strict'], 3],
    ['neither', [], 0],
  ])('exit code: %s', async (_name, more, code) => {
    expect((await credaudit('audit', '--evidence', SAMPLE, ...AT, ...more)).code).toBe(code)
  })
  test('--exceptions keeps what is excepted in the report, and tells of exceptions that ended or end soon', async () => {
    const file = path.join(ROOT, 'samples/exceptions.yaml')
    const { stdout } = await credaudit('audit', '--evidence', SAMPLE, ...AT, '--exceptions', file, '--format', 'json')
    const { findings } = JSON.parse(stdout) as {
      findings: { ruleId: string; status: string; subject: { name: string } }[]
    }
    const shown = findings
      .filter(({ ruleId, status }) => status === 'excepted' || ruleId.startsWith('exception-'))
      .map(({ ruleId, status, subject }) => `${status} ${ruleId} ${subject.name}`)
    expect(shown.toSorted()).toEqual([
      'excepted access-key-not-rotated svc-edi-gateway',
      'excepted trust-of-unknown-account freightview-analytics',
      'new exception-ends-soon trust-of-unknown-account for freightview-analytics',
      'new exception-expired access-key-unused for ci-gitlab-*',
    ])
  })
  test('a second run with --state says what is open since when', async () => {
    const run = (now: string) =>
      credaudit('audit', '--evidence', SAMPLE, '--now', now, '--state', folder, '--format', 'json')
    await run('2026-11-20T06:00:00Z')
    const { stdout } = await run('2026-11-20T07:00:00Z')
    const { findings } = JSON.parse(stdout) as { findings: { status: string; firstSeen: string }[] }
    expect(new Set(findings.map(({ status }) => status))).toEqual(new Set(['open']))
    expect(new Set(findings.map(({ firstSeen }) => firstSeen))).toEqual(new Set(['2026-11-20T06:00:00.000Z']))
  })
})

describe('bad input is one line that says what to do, exit 2, and nothing is written', () => {
  const lines = (text: string) => text.trimEnd().split('\n')
  test.each([
    ['no source', ['audit'], /--evidence DIR .* or --live/],
    ['a folder that is not there', ['audit', '--evidence', '/no/such/folder'], /\/no\/such\/folder is not there/],
    ['a rule that is not there', ['explain-rule', 'acces-key-not-rotated'], /did you mean access-key-not-rotated\?/],
  ])('%s', async (_name, words, message) => {
    const { code, stdout, stderr } = await credaudit(...words)
    expect([code, stdout, lines(stderr).length]).toEqual([2, '', 1])
    expect(stderr).toMatch(message)
  })
  test('an empty folder', async () => {
    const { code, stderr } = await credaudit('audit', '--evidence', folder)
    expect([code, lines(stderr).length]).toEqual([2, 1])
  })
  test('evidence that is not what its name says', async () => {
    await writeFile(path.join(folder, 'credential-report.csv'), '<html>')
    const { code, stderr } = await credaudit(
      'audit',
      '--evidence',
      folder,
      '--out',
      path.join(folder, 'out.json'),
      '--format',
      'json',
    )
    expect([code, lines(stderr).length]).toEqual([2, 1])
    expect(stderr).toContain('credential-report.csv')
    expect(await readdir(folder)).toEqual(['credential-report.csv'])
  })
  test('an exception without a reason', async () => {
    const file = path.join(folder, 'e.yaml')
    await writeFile(file, 'exceptions:\n  - { rule: root-used, subject: x, owner: ops, expires: 2026-12-01 }\n')
    const { code, stderr } = await credaudit('audit', '--evidence', SAMPLE, ...AT, '--exceptions', file)
    expect([code, lines(stderr).length]).toEqual([2, 1])
    expect(stderr).toMatch(/e\.yaml line 2: exceptions\.0\.reason is missing/)
  })
  test('a configuration with a wrong limit', async () => {
    const file = path.join(folder, 'c.yaml')
    await writeFile(file, 'rules:\n  access-key-not-rotated:\n    parameters: { maxAgeDays: 0 }\n')
    const { code, stderr } = await credaudit('audit', '--evidence', SAMPLE, '--config', file)
    expect(code).toBe(2)
    expect(stderr).toMatch(
      /c\.yaml line 3: rules\.access-key-not-rotated\.parameters\.maxAgeDays must be a whole number from 1 to 3650/,
    )
  })
  test.each([
    ['--now', 'yesterday'],
    ['--now', '2026-02-30'],
    ['--now', '2026-02-30T06:00:00Z'],
    ['--format', 'pdf'],
    ['--fail-on', 'awful'],
    ['--nonsense', 'x'],
  ])('%s %s', async (option, value) => {
    const { code, stdout } = await credaudit('audit', '--evidence', SAMPLE, option, value)
    expect([code, stdout]).toEqual([2, ''])
  })
})

describe('the explain commands', () => {
  test('explain-rule prints the page', async () => {
    const { stdout } = await credaudit('explain-rule', 'access-key-not-rotated')
    expect(stdout).toBe(await readFile(path.join(ROOT, 'docs/rules/access-key-not-rotated.md'), 'utf8'))
  })
  test('explain-event answers the documented JSON', async () => {
    const { stdout } = await credaudit('explain-event', 's3.amazonaws.com', 'ListObjects', '--format', 'json')
    expect(JSON.parse(stdout)).toMatchObject({
      eventSource: 's3.amazonaws.com',
      eventName: 'ListObjects',
      actions: ['s3:ListBucket'],
    })
  })
  test.each(['--help', 'audit --help', '--version'])('%s ends well', async (words) => {
    expect((await credaudit(...words.split(' '))).code).toBe(0)
  })
})
