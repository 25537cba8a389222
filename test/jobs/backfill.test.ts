import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { LogFold } from '#shared/activity/log-fold.ts'
import { mergeProfiles } from '#shared/activity/merge-profiles.ts'
import { parseProfile } from '#shared/activity/parse-profile.ts'
import { serialiseProfile } from '#shared/activity/serialise-profile.ts'
import { newUsageProfile, type UsageProfile } from '#shared/activity/usage-profile.ts'
import { DAY_MS, isoDate } from '#shared/facts/instant.ts'
import { foldActivity, type FoldTools, type LogObjectToFold, nameOf } from '#shared/jobs/fold-activity.ts'
import { type BackfillItem, planBackfill } from '#shared/jobs/plan-backfill.ts'
import { publishProfile } from '#shared/jobs/publish-profile.ts'
import { seeded } from '#bench/trail/generate-log.ts'
import { event, roleIdentity, userIdentity } from '#test/support/activity.ts'

const ACCOUNT = '111111111111'
const YEAR = { from: '2025-11-21', to: '2026-11-20' }
const CATALOGUE = 'test'
const requestsOf = () => ({
  actions: ['s3:ListAllMyBuckets'],
  requests: [{ action: 's3:ListAllMyBuckets', resources: ['*'], context: {} }],
  mappedBy: 'test',
  notes: [],
})

const random = seeded(17)
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
const shuffled = <T>(items: readonly T[]): readonly T[] =>
  items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item)

interface Log {
  readonly object: LogObjectToFold
  readonly bytes: Uint8Array
}

/** A year of small files, on every third day; some events stand in two of them, some files cannot be read. */
const yearOfLogs = (): readonly Log[] => {
  const logs: Log[] = []
  let copied = event('2025-11-20')
  for (let at = Date.parse(YEAR.from); at <= Date.parse(YEAR.to); at += 3 * DAY_MS) {
    const day = isoDate(new Date(at))
    for (let file = 0; file < 3; file += 1) {
      const events = Array.from({ length: 3 }, () =>
        event(`${day}T${pick(['00', '09', '23'])}:00`, {
          userIdentity: pick([userIdentity('ann', 'AKIAANN'), userIdentity('bob'), roleIdentity('app')]),
          eventName: pick(['ListBuckets', 'GetObject', 'CreateAccessKey']),
          eventSource: pick(['s3.amazonaws.com', 'iam.amazonaws.com']),
          sourceIPAddress: `192.0.2.${Math.floor(random() * 250)}`,
        }),
      )
      const text = JSON.stringify({ Records: random() < 0.1 ? [...events, copied] : events })
      if (random() < 0.1) copied = events[0] ?? copied
      const key = `AWSLogs/${ACCOUNT}/CloudTrail/eu-west-1/${day.replaceAll('-', '/')}/${day}-${file}.json.gz`
      const bytes = gzipSync(random() < 0.01 ? text.slice(0, 40) : text)
      logs.push({ object: { bucket: 'logs', key, account: ACCOUNT, day }, bytes })
    }
  }
  return logs
}

/** Conditional writes; a version is made of the content, so that equal days have equal versions. */
class Bucket {
  readonly objects = new Map<string, { readonly bytes: Uint8Array; readonly version: string }>()
  readonly readDay = async (_: string, day: string) => this.objects.get(day)
  readonly writeDay = async (_: string, day: string, bytes: Uint8Array, replaces: string | undefined) => {
    if (this.objects.get(day)?.version !== replaces) return { state: 'overtaken' as const }
    this.objects.set(day, { bytes, version: createHash('sha256').update(bytes).digest('hex') })
    return { state: 'written' as const }
  }
  readonly readWhole = async () => undefined
  whole = ''
  readonly writeWhole = async (_: string, bytes: Uint8Array) => {
    this.whole = new TextDecoder().decode(bytes)
    return { state: 'written' as const }
  }
  readonly days = async () =>
    [...this.objects].map(([day, { version }]) => ({ day, version })).sort((a, b) => (a.day < b.day ? -1 : 1))
  readonly profiles = (): readonly UsageProfile[] =>
    [...this.objects.values()].map(({ bytes }) => parseProfile(new TextDecoder().decode(bytes)))
}

class Crash extends Error {}

const objectsOf = (item: BackfillItem, logs: readonly Log[]): readonly LogObjectToFold[] => {
  if (!('sweep' in item)) throw new Error('a query among sweeps')
  const { from, to } = item.sweep
  return logs.map(({ object }) => object).filter(({ day }) => day >= from && day <= to)
}

/** So many workers take one share after the other; some shares are given twice, and some workers die in the middle of theirs. */
const backfill = async (workers: number, logs: readonly Log[]): Promise<Bucket> => {
  const bucket = new Bucket()
  const bytesOf = new Map(logs.map(({ object, bytes }) => [nameOf(object), bytes]))
  const items = planBackfill('files', YEAR, [ACCOUNT])
  const queue = [...shuffled([...items, ...items.filter(() => random() < 0.2)])]
  const toolsOf = (dies: boolean): FoldTools => ({
    store: {
      readDay: bucket.readDay,
      writeDay: async (...write) => {
        const written = await bucket.writeDay(...write)
        // What it wrote is there, and nobody learns of it.
        if (dies && random() < 0.3) throw new Crash()
        return written
      },
    },
    requestsOf,
    catalogue: CATALOGUE,
    readLog: async (object) => bytesOf.get(nameOf(object)),
    hasTime: () => true,
    pause: async () => {},
  })
  const work = async (): Promise<void> => {
    for (let item = queue.shift(); item; item = queue.shift()) {
      const { failed } = await foldActivity(toolsOf(random() < 0.2), shuffled(objectsOf(item, logs)))
      if (failed.length > 0) queue.push(item)
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  return bucket
}

/** Some at a time, in any order, until one is left. */
const mergedInATree = (profiles: readonly UsageProfile[], most: number): UsageProfile => {
  let level = shuffled(profiles)
  while (level.length > 1) {
    const next: UsageProfile[] = []
    for (let at = 0; at < level.length; at += most)
      next.push(level.slice(at, at + most).reduce(mergeProfiles, newUsageProfile(CATALOGUE)))
    level = shuffled(next)
  }
  return level[0] ?? newUsageProfile(CATALOGUE)
}

describe('a year of an account, back-filled by many workers', () => {
  const logs = yearOfLogs()
  let sequential = ''
  let published = ''
  beforeAll(async () => {
    const fold = new LogFold({ requestsOf, catalogue: CATALOGUE })
    for (const { object, bytes } of logs)
      await fold.add({
        name: nameOf(object),
        bytes: (async function* () {
          yield bytes
        })(),
      })
    sequential = serialiseProfile(fold.profile())
  })

  test.each([
    [1, 2],
    [7, 5],
    [40, 30],
  ])(
    '%d workers, merged %d at a time: the bytes of one fold after the other',
    { timeout: 120_000 },
    async (workers, most) => {
      const bucket = await backfill(workers, logs)
      expect(bucket.objects.size).toBe(122)
      expect(serialiseProfile(mergedInATree(bucket.profiles(), most))).toBe(sequential)
      await publishProfile(bucket, ACCOUNT, { now: new Date('2026-11-21T00:00:00Z'), windowDays: 400 })
      published ||= bucket.whole
      expect(bucket.whole).toBe(published)
      expect(parseProfile(bucket.whole).recordsRead).toBe(parseProfile(sequential).recordsRead)
    },
  )
})
