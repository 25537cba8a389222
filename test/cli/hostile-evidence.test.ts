import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { listTrailFiles } from '#shared/clients/trail-files.ts'
import { runCredaudit } from '#test/support/run-credaudit.ts'

vi.setConfig({ testTimeout: 180_000 })

/** As JSON writes it raw: it escapes neither C1 controls nor what turns text around. */
const HOSTILE = 'orders-api-task\u009B31m\u202E'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'credaudit-hostile-'))
  await cp('samples/account', folder, { recursive: true })
  const renamed = (text: string): string => text.replaceAll('orders-api-task', HOSTILE)
  const details = path.join(folder, 'account-authorization-details.json')
  await writeFile(details, renamed(await readFile(details, 'utf8')))
  for (const file of await listTrailFiles(path.join(folder, 'cloudtrail')))
    if (file.path.endsWith('.gz'))
      await writeFile(file.path, gzipSync(renamed(gunzipSync(await readFile(file.path)).toString())))
})
afterAll(() => rm(folder, { recursive: true }))

const AS_SUGGESTED = ['--principal', HOSTILE, '--accept-gaps', '--format']
test.each([
  ['activity as JSON', ['activity', '--format', 'json']],
  ['suggestions as JSON', ['suggest', ...AS_SUGGESTED, 'json']],
  ['suggestions for Terraform', ['suggest', ...AS_SUGGESTED, 'terraform']],
])('%s: nothing that a terminal would obey', async (_name, words) => {
  const { stdout } = await runCredaudit(...words, '--evidence', folder)
  expect(stdout).toContain('orders-api-task')
  expect(stdout).not.toMatch(/[\u007F-\u009F\u202A-\u202E]/)
})
