import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runCredaudit } from '#test/support/run-credaudit.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'credaudit-options-'))
})
afterEach(() => rm(folder, { recursive: true }))

const audit = (...words: readonly string[]) => runCredaudit('audit', '--evidence', 'samples/account', ...words)

describe('options that contradict each other are refused before anything is read or written', () => {
  test('--rule with --state: what was not judged would be told as resolved', async () => {
    const { code, stdout, stderr } = await audit('--rule', 'root-used', '--state', folder)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('--rule')
    expect(stderr).toContain('--state')
    expect(await readdir(folder)).toEqual([])
  })
})

describe('a list may be given in parts', () => {
  test('--format again: both', async () => {
    const { code } = await audit('--format', 'json', '--format', 'csv', '--out', folder)
    expect([code, (await readdir(folder)).toSorted()]).toEqual([0, ['audit.csv', 'audit.json']])
  })
  test('the same format twice is one, and needs no folder', async () => {
    const { code, stdout } = await audit('--format', 'json,json', '--rule', 'root-used', '--rule', 'root-mfa-missing')
    expect(code).toBe(0)
    const { rules } = JSON.parse(stdout) as { readonly rules: readonly { readonly id: string }[] }
    expect(rules.map(({ id }) => id).toSorted()).toEqual(['root-mfa-missing', 'root-used'])
  })
})
