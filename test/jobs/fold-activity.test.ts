import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { activityDocument } from '#shared/activity/activity-document.ts'
import { parseProfile } from '#shared/activity/parse-profile.ts'
import { DAY_MS } from '#shared/facts/instant.ts'
import { foldActivity, type FoldTools, type LogObjectToFold } from '#shared/jobs/fold-activity.ts'
import { publishProfile } from '#shared/jobs/publish-profile.ts'
import { event } from '#test/support/activity.ts'

const ACCOUNT = '111111111111'
const logObject = (name: string, day = '2026-11-20'): LogObjectToFold => ({
  bucket: 'logs',
  key: `AWSLogs/${ACCOUNT}/CloudTrail/eu-central-1/${day.replaceAll('-', '/')}/${name}.json.gz`,
  account: ACCOUNT,
  day,
})

type Interruption = () => 'overtaken' | 'conflict' | undefined

/** A bucket with conditional writes; `before` is called at each write and may do what another function does. */
class DaysInMemory {
  readonly objects = new Map<string, { bytes: Uint8Array; version: string }>()
  writes = 0
  reads = 0
  before: Interruption = () => undefined
  readonly readDay = async (account: string, day: string) => {
    this.reads += 1
    return this.objects.get(`${account}/days/${day}`)
  }
  readonly writeDay = (account: string, day: string, bytes: Uint8Array, replaces: string | undefined) =>
    this.#write(`${account}/days/${day}`, bytes, replaces)
  readonly readWhole = async (account: string) => this.objects.get(`${account}/profile`)
  readonly writeWhole = (account: string, bytes: Uint8Array, replaces: string | undefined) =>
    this.#write(`${account}/profile`, bytes, replaces)
  readonly days = async (account: string) =>
    [...this.objects]
      .filter(([key]) => key.startsWith(`${account}/days/`))
      .map(([key, { version }]) => ({ day: key.slice(-10), version }))

  readonly #write = async (key: string, bytes: Uint8Array, replaces: string | undefined) => {
    const interrupted = this.before()
    if (interrupted === 'conflict') return { state: 'conflict' as const }
    if (this.objects.get(key)?.version !== replaces) return { state: 'overtaken' as const }
    this.writes += 1
    this.objects.set(key, { bytes, version: `v${this.writes}` })
    return { state: 'written' as const }
  }

  profile(day = '2026-11-20') {
    const stored = this.objects.get(`${ACCOUNT}/days/${day}`)
    return stored && parseProfile(new TextDecoder().decode(stored.bytes))
  }
}

const start = (store = new DaysInMemory()) => {
  const read: string[] = []
  const pauses: number[] = []
  const tools: FoldTools = {
    store,
    catalogue: 'test',
    requestsOf: () => ({ actions: [], requests: [], mappedBy: 'unmapped', notes: [] }),
    readLog: async ({ key }) => {
      read.push(key)
      return gzipSync(JSON.stringify({ Records: [event('2026-11-20', { eventID: key })] }))
    },
    hasTime: () => true,
    pause: async () => {
      pauses.push(1)
    },
  }
  return { store, tools, read, pauses }
}

const recordsOf = (store: DaysInMemory, day?: string): number => store.profile(day)?.recordsRead ?? 0

describe('foldActivity', () => {
  test('folds each object once into the profile of its day', async () => {
    const { store, tools } = start()
    const report = await foldActivity(tools, [
      logObject('a'),
      logObject('b'),
      logObject('c', '2026-11-21'),
      logObject('a'),
    ])
    expect(report).toEqual({ folded: 3, known: 0, unreadable: [], failed: [], left: [] })
    expect([recordsOf(store), recordsOf(store, '2026-11-21'), store.writes]).toEqual([2, 1, 2])
  })

  test('an object that is known is neither read nor counted again, and nothing is written', async () => {
    const { store, tools, read } = start()
    await foldActivity(tools, [logObject('a')])
    const report = await foldActivity(tools, [logObject('a')])
    expect(report).toMatchObject({ folded: 0, known: 1 })
    expect([read.length, store.writes, recordsOf(store)]).toEqual([1, 1, 1])
  })

  test('row 71: 412 means that somebody else did it: their objects stay, ours are added', async () => {
    const { store, tools, read } = start()
    const other = start(store)
    let once = true
    const overtaken: FoldTools = {
      ...tools,
      readLog: async (object) => {
        if (once) {
          once = false
          await foldActivity(other.tools, [logObject('theirs')])
        }
        return tools.readLog(object)
      },
    }
    const report = await foldActivity(overtaken, [logObject('ours')])
    expect(report).toMatchObject({ folded: 1, known: 0 })
    expect([...(store.profile()?.ledger ?? [])].map((name) => name.split('/').at(-1))).toEqual([
      'ours.json.gz',
      'theirs.json.gz',
    ])
    expect([recordsOf(store), read.length]).toEqual([2, 1])
  })

  test('overtaken by somebody who folded some of the same: each is counted once', async () => {
    const { store, tools } = start()
    const other = start(store)
    let once = true
    const overtaken: FoldTools = {
      ...tools,
      readLog: async (object) => {
        if (once) {
          once = false
          await foldActivity(other.tools, [logObject('both'), logObject('theirs')])
        }
        return tools.readLog(object)
      },
    }
    const report = await foldActivity(overtaken, [logObject('both'), logObject('ours')])
    expect(report).toMatchObject({ folded: 1, known: 1, failed: [] })
    expect([store.profile()?.ledger.size, recordsOf(store)]).toEqual([3, 3])
  })

  test('row 71: 409 is tried again, after a moment', async () => {
    const { store, tools, pauses, read } = start()
    let conflicts = 2
    store.before = () => (conflicts-- > 0 ? 'conflict' : undefined)
    expect(await foldActivity(tools, [logObject('a')])).toMatchObject({ folded: 1, failed: [] })
    expect([pauses.length, read.length, recordsOf(store)]).toEqual([2, 1, 1])
  })

  test('who never gets to write says so, and nothing counts as folded', async () => {
    const { store, tools } = start()
    store.before = () => 'conflict'
    const { folded, failed } = await foldActivity(tools, [logObject('a')])
    expect(folded).toBe(0)
    expect(failed).toEqual([
      {
        object: logObject('a'),
        reason: `The activity of account ${ACCOUNT} on 2026-11-20 was written by others 8 times in a row; these log files are tried again.`,
      },
    ])
  })

  test('many at once lose nothing', async () => {
    const { store, tools } = start()
    const lists = Array.from({ length: 5 }, (_, at) => [logObject(`own-${at}`), logObject('shared')])
    const reports = await Promise.all(lists.map((objects) => foldActivity(tools, objects)))
    expect(reports.flatMap(({ failed }) => failed)).toEqual([])
    expect(reports.reduce((sum, { folded }) => sum + folded, 0)).toBe(6)
    expect([store.profile()?.ledger.size, recordsOf(store)]).toEqual([6, 6])
  })

  test('what cannot be fetched fails alone, and is not in the ledger', async () => {
    const { store, tools } = start()
    const broken: FoldTools = {
      ...tools,
      readLog: async (object) => {
        if (object.key.endsWith('/broken.json.gz')) throw new Error('s3 says no')
        return object.key.endsWith('/gone.json.gz') ? undefined : tools.readLog(object)
      },
    }
    const report = await foldActivity(broken, [logObject('broken'), logObject('gone'), logObject('good')])
    expect(report).toMatchObject({ folded: 1, known: 0 })
    expect(report.failed).toEqual([
      { object: logObject('broken'), reason: 's3 says no' },
      { object: logObject('gone'), reason: 'it is not there' },
    ])
    expect(store.profile()?.ledger.size).toBe(1)
  })

  test('a poison file costs that file, is named in the profile, and is not read again', async () => {
    const { store, tools, read } = start()
    const poisoned: FoldTools = {
      ...tools,
      readLog: async (object) => {
        const bytes = await tools.readLog(object)
        return object.key.endsWith('/poison.json.gz') ? bytes?.subarray(0, 30) : bytes
      },
    }
    const report = await foldActivity(poisoned, [logObject('good'), logObject('poison')])
    expect(report).toMatchObject({
      folded: 1,
      unreadable: [{ object: logObject('poison'), reason: 'gzip: cut short' }],
    })
    const profile = store.profile()
    expect(profile && activityDocument(profile).files.unreadable).toMatchObject([{ reason: 'gzip: cut short' }])
    expect(await foldActivity(poisoned, [logObject('poison')])).toMatchObject({ known: 1 })
    expect(read).toHaveLength(2)
  })

  test('a day whose profile is damaged concerns that day only', async () => {
    const { store, tools } = start()
    store.objects.set(`${ACCOUNT}/days/2026-11-20`, { bytes: Buffer.from('{}'), version: 'v0' })
    const report = await foldActivity(tools, [logObject('a'), logObject('b', '2026-11-21')])
    expect(report.folded).toBe(1)
    expect(report.failed.map(({ object }) => object)).toEqual([logObject('a')])
  })

  test('row 72: when the time is over it keeps what it has and names what is left', async () => {
    const { store, tools } = start()
    let looks = 0
    const hurried: FoldTools = { ...tools, hasTime: () => (looks += 1) <= 3 }
    const objects = Array.from({ length: 30 }, (_, at) => logObject(`log-${String(at).padStart(2, '0')}`))
    const report = await foldActivity(hurried, objects)
    expect(report.folded + report.left.length).toBe(30)
    expect(report.folded).toBe(16)
    expect(recordsOf(store)).toBe(16)
    expect(await foldActivity(tools, report.left)).toMatchObject({ folded: 14, known: 0 })
    expect(recordsOf(store)).toBe(30)
  })

  test('a long list is written part by part, and known parts cost one look', async () => {
    const { store, tools } = start()
    const objects = Array.from({ length: 250 }, (_, at) => logObject(`log-${at}`))
    await foldActivity(tools, objects)
    expect([store.writes, recordsOf(store)]).toEqual([3, 250])
    store.reads = 0
    expect(await foldActivity(tools, objects)).toMatchObject({ folded: 0, known: 250 })
    expect(store.reads).toBe(1)
  })
})

describe('publishProfile', () => {
  const now = new Date('2026-11-22T00:00:00Z')
  const publish = (store: DaysInMemory, windowDays = 120) => publishProfile(store, ACCOUNT, { now, windowDays })
  const whole = (store: DaysInMemory) =>
    parseProfile(new TextDecoder().decode(store.objects.get(`${ACCOUNT}/profile`)?.bytes))

  test('puts the days together, and again only when one of them changed', async () => {
    const { store, tools } = start()
    await foldActivity(tools, [logObject('a'), logObject('b', '2026-11-21')])
    expect(await publish(store)).toBe('published')
    expect(whole(store)).toMatchObject({ recordsRead: 2, catalogue: 'test' })
    expect([...whole(store).ledger]).toEqual(['2026-11-20 v1', '2026-11-21 v2'])
    expect(await publish(store)).toBe('unchanged')
    await foldActivity(tools, [logObject('late')])
    expect(await publish(store)).toBe('published')
    expect(whole(store).recordsRead).toBe(3)
  })

  test('days before the window are left out', async () => {
    const { store, tools } = start()
    const day = (ago: number) => new Date(now.getTime() - ago * DAY_MS).toISOString().slice(0, 10)
    await foldActivity(tools, [logObject('in', day(30)), logObject('out', day(31))])
    await publish(store, 30)
    expect([...whole(store).ledger].map((name) => name.slice(0, 10))).toEqual([day(30)])
  })

  test('whoever is overtaken leaves it', async () => {
    const { store, tools } = start()
    await foldActivity(tools, [logObject('a')])
    store.before = () => 'conflict'
    expect(await publish(store)).toBe('overtaken')
  })
})
