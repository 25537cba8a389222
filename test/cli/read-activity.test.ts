import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runCredaudit } from '#test/support/run-credaudit.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'credaudit-activity-'))
})
afterEach(() => rm(folder, { recursive: true }))

const activity = (evidence = folder) => runCredaudit('activity', '--evidence', evidence)

describe('logs that cannot be listed are one line with the place, exit 2', () => {
  test('a link in a circle', async () => {
    await symlink('cloudtrail', path.join(folder, 'cloudtrail'))
    const { code, stderr } = await activity()
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${folder}/cloudtrail cannot be read (ELOOP)`)])
  })
  test('a file in the place of the folder', async () => {
    await writeFile(path.join(folder, 'cloudtrail'), '')
    const { code, stderr } = await activity()
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${folder}/cloudtrail is not a folder`)])
  })
  test('no evidence folder at all', async () => {
    const { code, stderr } = await activity(path.join(folder, 'nowhere'))
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${folder}/nowhere is not there`)])
  })
  test('an evidence folder without logs says where they belong', async () => {
    const { code, stderr } = await activity()
    expect([code, stderr]).toEqual([2, expect.stringContaining(`put log files`)])
  })
})
