import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { runCredaudit } from '#test/support/run-credaudit.ts'

const REPORT = `user,arn,user_creation_time,password_enabled,mfa_active
<root_account>,arn:aws:iam::123456789012:root,2020-01-01T00:00:00+00:00,not_supported,true
`

let folder = ''
let evidence = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'credaudit-output-'))
  evidence = path.join(folder, 'accounts/one')
  await mkdir(evidence, { recursive: true })
  await writeFile(path.join(evidence, 'credential-report.csv'), REPORT)
})
afterEach(() => rm(folder, { recursive: true }))

const audit = (...words: readonly string[]) =>
  runCredaudit('audit', '--evidence', evidence, '--now', '2026-11-20', ...words)

describe('a place that cannot be written to is one line with the place, exit 2, and no half of a file stays', () => {
  const file = (): string => path.join(folder, 'file')
  beforeEach(() => writeFile(file(), 'kept'))

  test.each([
    ['a file where a folder is meant', ['--format', 'json,csv', '--out']],
    ['an empty name', ['--out', '']],
  ])('%s', async (_name, words) => {
    const { code, stdout, stderr } = await audit(...words, ...(words.at(-1) === '--out' ? [file()] : []))
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^credaudit: .*cannot be written \([A-Z]+\).*\n$/)
    expect(await readFile(file(), 'utf8')).toBe('kept')
  })
  test('a folder in the place of the report', async () => {
    const out = path.join(folder, 'reports')
    await mkdir(path.join(out, 'audit.json'), { recursive: true })
    const { code, stderr } = await audit('--format', 'json', '--out', out)
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${out}/audit.json cannot be written`)])
    expect(await readdir(out)).toEqual(['audit.json'])
  })
  test('of an organization: the evidence is not to blame', async () => {
    const accounts = path.join(folder, 'accounts')
    const words = ['--organization', accounts, '--format', 'json', '--out', file()]
    const { code, stderr } = await runCredaudit('audit', ...words)
    expect(code).toBe(2)
    expect(stderr).toContain('cannot be written')
    expect(stderr).not.toContain('evidence')
  })
  test('init', async () => {
    const { code, stderr } = await runCredaudit('init', '--yes', '--out', file())
    expect([code, stderr]).toEqual([2, expect.stringContaining('cannot be written')])
  })
})

describe('a table in a file', () => {
  test('has no colours, whatever the terminal is that the command was typed in', async () => {
    vi.stubEnv('FORCE_COLOR', '1')
    const out = path.join(folder, 'audit.txt')
    await audit('--out', out)
    expect(await readFile(out, 'utf8')).not.toContain('\u001B')
    expect((await audit()).stdout).toContain('\u001B')
    await runCredaudit('audit', '--organization', path.join(folder, 'accounts'), '--out', out)
    expect(await readFile(out, 'utf8')).not.toContain('\u001B')
    vi.unstubAllEnvs()
  })
})
