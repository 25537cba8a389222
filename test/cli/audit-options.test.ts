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
