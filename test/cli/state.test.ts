import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runCredaudit } from '#test/support/run-credaudit.ts'

const REPORT = `user,arn,user_creation_time,password_enabled,mfa_active
<root_account>,arn:aws:iam::123456789012:root,2020-01-01T00:00:00+00:00,not_supported,true
`

let folder = ''
const state = (): string => path.join(folder, 'state')
const file = (): string => path.join(state(), '123456789012.json')
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'credaudit-state-'))
  for (const name of ['evidence', 'state']) await mkdir(path.join(folder, name))
  await writeFile(path.join(folder, 'evidence/credential-report.csv'), REPORT)
})
afterEach(() => rm(folder, { recursive: true }))

const audit = (place = state()) =>
  runCredaudit('audit', '--evidence', path.join(folder, 'evidence'), '--now', '2026-11-20', '--state', place)

describe('a state that cannot be used is one line that says what to do, exit 2, and it stays as it is', () => {
  test.each([
    ['empty', '', /is not JSON.*remove it/],
    ['cut short', '{"schemaVersion":1,', /is not JSON/],
    ['of another version', '{"schemaVersion":2}', /is not a state of schema version 1/],
  ])('%s', async (_name, text, message) => {
    await writeFile(file(), text)
    const { code, stdout, stderr } = await audit()
    expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1])
    expect(stderr).toMatch(message)
    expect(await readFile(file(), 'utf8')).toBe(text)
  })
  test('locked by another run', async () => {
    await writeFile(`${file()}.lock`, '')
    const { code, stderr } = await audit()
    expect([code, stderr]).toEqual([2, expect.stringContaining('Remove it if no run is under way')])
    expect(await readdir(state())).toEqual(['123456789012.json.lock'])
  })
  test('a folder in its place', async () => {
    await mkdir(file())
    const { code, stderr } = await audit()
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${file()} cannot be read (EISDIR)`)])
  })
  test('a file in the place of the folder', async () => {
    const place = path.join(folder, 'evidence/credential-report.csv')
    const { code, stderr } = await audit(place)
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${place}/123456789012.json cannot be read (ENOTDIR)`)])
  })
})
