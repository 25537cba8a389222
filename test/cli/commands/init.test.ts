import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCredaudit } from '#test/support/run-credaudit.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'credaudit-init-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('what it writes is what audit takes', async () => {
  expect(await runCredaudit('init', '--yes', '--out', folder)).toMatchObject({ code: 0, stderr: '' })
  expect((await readdir(folder)).sort()).toEqual(['.credaudit', 'credaudit.yaml', 'exceptions.yaml'])
  const settings = [
    '--config',
    path.join(folder, 'credaudit.yaml'),
    '--exceptions',
    path.join(folder, 'exceptions.yaml'),
  ]
  const audited = await runCredaudit(
    'audit',
    '--evidence',
    'samples/account',
    '--now',
    '2026-11-20T06:00:00Z',
    ...settings,
  )
  expect([audited.code, audited.stderr]).toEqual([0, ''])
})
test('editors find the schema that the first line names', async () => {
  await runCredaudit('init', '--yes', '--out', folder)
  for (const name of ['credaudit.yaml', 'exceptions.yaml']) {
    const place = /^# yaml-language-server: \$schema=(\S+)\n/.exec(await readFile(path.join(folder, name), 'utf8'))?.[1]
    const schema = JSON.parse(await readFile(path.join(folder, place ?? ''), 'utf8')) as { title: string }
    expect(schema.title).toContain(name)
  }
})
test('leaves alone what is there, unless it is told to', async () => {
  const file = path.join(folder, 'exceptions.yaml')
  await writeFile(file, 'mine')
  const refused = await runCredaudit('init', '--yes', '--out', folder)
  expect(refused).toMatchObject({ code: 2, stdout: '' })
  expect(refused.stderr).toContain('--force overwrites it')
  expect([await readFile(file, 'utf8'), await readdir(folder)]).toEqual(['mine', ['exceptions.yaml']])
  expect((await runCredaudit('init', '--yes', '--force', '--out', folder)).code).toBe(0)
  expect(await readFile(file, 'utf8')).toContain('exceptions: []')
})
