import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { absorb } from '#shared/activity/merge-profiles.ts'
import { LogFold } from '#shared/activity/log-fold.ts'
import { parseProfile } from '#shared/activity/parse-profile.ts'
import { serialiseProfile } from '#shared/activity/serialise-profile.ts'
import { catalogueVersion } from '#shared/catalogue/actions.ts'
import { requestsOf } from '#shared/catalogue/requests-of.ts'
import { foldOnAllCores, listTrailFiles, readTrailFile, type TrailFile } from '#shared/clients/trail-files.ts'

const WORKER = new URL('../../shared/activity/fold-worker.ts', import.meta.url)
let folder = ''

const log = (count: number): string =>
  JSON.stringify({
    Records: Array.from({ length: count }, (_, index) => ({
      eventTime: '2026-11-20T10:00:00Z',
      eventSource: 's3.amazonaws.com',
      eventName: 'ListBuckets',
      eventID: `id-${count}-${index}`,
      userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::1:user/u${index % 3}`, accountId: '1' },
    })),
  })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credaudit-trail-'))
  await mkdir(join(folder, 'b', 'c'), { recursive: true })
  await writeFile(join(folder, 'b', 'c', 'two.json.gz'), gzipSync(log(50)))
  await writeFile(join(folder, 'b', 'one.jsonl'), log(20))
  await writeFile(join(folder, 'cut.json.gz'), gzipSync(log(30)).subarray(0, 60))
  await writeFile(join(folder, 'notes.txt'), 'x')
})
afterAll(() => rm(folder, { recursive: true }))

test('links to log files count, those that lead nowhere too; links to folders are not followed', async () => {
  const links = await mkdtemp(join(tmpdir(), 'credaudit-links-'))
  await symlink(join(folder, 'b', 'one.jsonl'), join(links, 'linked.jsonl'))
  await symlink(join(folder, 'nowhere.json'), join(links, 'broken.json'))
  await symlink(join(folder, 'b'), join(links, 'folder.json'))
  const files = await listTrailFiles(links)
  expect(files.map(({ name }) => name)).toEqual(['broken.json', 'linked.jsonl'])
  const logs = new LogFold({ requestsOf })
  const outcomes: unknown[] = []
  for (const { name, path } of files) outcomes.push(await logs.add({ name, bytes: readTrailFile(path) }))
  expect(outcomes).toEqual([
    { state: 'unreadable', reason: 'cannot be read: ENOENT' },
    { state: 'folded', records: 20 },
  ])
  await rm(links, { recursive: true })
})

test('log files at any depth, by relative name; other files are left alone', async () => {
  expect((await listTrailFiles(folder)).map(({ name }) => name)).toEqual([
    'b/c/two.json.gz',
    'b/one.jsonl',
    'cut.json.gz',
  ])
})

const foldHere =
  (logs: LogFold) =>
  async ({ name, path }: TrailFile): Promise<void> => {
    await logs.add({ name, bytes: readTrailFile(path) })
  }

test.each([1, 2, 3])('%d threads give the profile of one, unreadable files included', async (threads) => {
  const files = [...(await listTrailFiles(folder)), { name: 'gone.json', path: join(folder, 'gone.json') }]
  const alone = new LogFold({ requestsOf, catalogue: catalogueVersion() })
  for (const file of files) await foldHere(alone)(file)
  const logs = new LogFold({ requestsOf, catalogue: catalogueVersion() })
  let done = 0
  const file = (): number => (done += 1)
  const parts = await foldOnAllCores(files, {
    worker: WORKER,
    here: async (next) => foldHere(logs)(next).finally(file),
    threads,
    progress: { bytes: () => {}, file },
  })
  expect(parts).toHaveLength(threads - 1)
  const merged = logs.profile()
  for (const part of parts) absorb(merged, parseProfile(part))
  expect(merged.unreadable.entries()).toEqual([
    ['cut.json.gz', 'gzip: cut short'],
    ['gone.json', 'cannot be read: ENOENT'],
  ])
  expect(serialiseProfile(merged)).toBe(serialiseProfile(alone.profile()))
  expect(merged.ledger.size).toBe(files.length)
  expect(done).toBe(files.length)
})
