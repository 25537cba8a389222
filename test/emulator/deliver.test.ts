import { execFile } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SnsEnvelope } from '#samples/deliver/delivery-world.ts'
import type { SlackMessage } from '#shared/notifications/slack-blocks.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'credaudit-deliver-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** As `npm run demo -- --deliver` runs it, with nothing of this machine's AWS settings. */
const demo = (...words: readonly string[]) =>
  promisify(execFile)(process.execPath, ['samples/demo.ts', '--deliver', ...words], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '' },
  })
const jsonIn = async <T>(name: string): Promise<T> =>
  JSON.parse(await readFile(path.join(folder, 'out', name), 'utf8')) as T

test('audit, state, topic, Lambda, Slack: one mail and one post arrive, and the same audit sends nothing', async () => {
  const state = path.join(folder, 'state')
  const { stdout, stderr } = await demo('--state', state, '--out', path.join(folder, 'out'))
  expect(stderr).toMatch(/moto, (the|an) emulator of AWS/)
  expect(stdout.match(/^===== [A-Z -]+/gm)?.map((line) => line.trim())).toEqual([
    '===== E-MAIL',
    '===== SLACK',
    '===== THE SAME AUDIT AGAIN',
  ])
  expect(stdout.trimEnd()).toMatch(/Nothing new: nothing sent\.$/)

  expect((await readdir(path.join(folder, 'out'))).sort()).toEqual([
    'mail.txt',
    'messages.html',
    'slack.json',
    'sns.json',
  ])
  const mail = await readFile(path.join(folder, 'out/mail.txt'), 'utf8')
  expect(mail).toMatch(/^From: .*\nSubject: First audit of harbourline-prod-eu: \d+ critical/)
  expect(stdout).toContain(mail)
  const [envelope, ...others] = await jsonIn<SnsEnvelope[]>('sns.json')
  expect(others).toEqual([])
  expect(JSON.parse(envelope?.Message ?? '')).toMatchObject({ kind: 'digest', firstRun: true })
  const posts = await jsonIn<SlackMessage[]>('slack.json')
  expect(posts).toHaveLength(1)
  expect(posts[0]?.blocks.length).toBeLessThanOrEqual(50)

  expect((await demo('--state', state)).stdout).toBe('Nothing new: nothing sent.\n')
})
test('an option that is not known is refused before anything is started', async () => {
  await expect(demo('--stat', 'x')).rejects.toMatchObject({ code: 2, stdout: '' })
})
