import { describe, expect, test } from 'vitest'
import type { TrailRecord } from '#shared/facts/trail-record.ts'
import type { RequestsOf } from '#shared/activity/record-row.ts'
import { requestsOf as catalogueRequestsOf } from '#shared/catalogue/requests-of.ts'
import { seeded } from '#bench/trail/generate-log.ts'
import { LogFold } from '#shared/activity/log-fold.ts'
import { serialiseProfile } from '#shared/activity/serialise-profile.ts'
import { newTrailScanner } from '#shared/activity/trail-scanner.ts'
import { scannerModule, SCANNER_MODULE } from '#infra/scanner/compile-scanner.ts'
import { readFile } from 'node:fs/promises'
import { chunksOf, event, type Event, requestsOf } from './trail-samples.ts'

const TEXTS = [
  '',
  'a',
  '"',
  '\\',
  '\\"',
  '}',
  '{"eventName":"DeleteTrail"}',
  ']}]',
  '\u0000',
  '\n',
  '\t',
  '\u007f',
  'é',
  '💥',
  '\ud800',
  '\u2028',
  '\\u0022',
  ',',
  ':',
  '__proto__',
  'x'.repeat(70),
]
const KEYS = [
  'eventName',
  'errorCode',
  'ErrorCode',
  'userIdentity',
  'Records',
  'Events',
  'eventID',
  '__proto__',
  'a',
  '',
  '"',
  'requestParameters',
  'x'.repeat(64),
]
const LITERALS = [
  'null',
  'true',
  'false',
  '0',
  '-0',
  '1.5e+3',
  '-12.25E-7',
  '01',
  '.5',
  '1.',
  '+1',
  'nul',
  'True',
  'NaN',
  '--1',
  '1e',
  '""',
  '[]',
  '{}',
  '[,]',
  '{"a"}',
  '{"a":}',
  '[1 2]',
  '"\\x"',
  '"\\u12G4"',
  '"\\ud83d"',
  '"a\tb"',
  "'a'",
  '"',
  '\\"',
  '[}',
  '{]',
  '"\\',
  '\u00a0null',
  'null\u000b',
]
const SPACES = ['', ' ', '\n', '\r\n\t ', ' '.repeat(70)]

/** Events in text, valid and not, as JSON.stringify would never write them. */
const hostileEvents = (seed: number, count: number, spaced = true): readonly string[] => {
  const random = seeded(seed)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const space = (): string => (spaced && random() < 0.15 ? pick(SPACES) : '')
  const chance = (share: number): boolean => random() < share
  const quoted = (text: string): string => {
    const plain = JSON.stringify(text)
    return chance(0.1)
      ? plain.replace(/[a-z]/, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
      : plain
  }
  const value = (depth: number): string => {
    if (depth > 4 || chance(0.5)) return chance(0.03) ? pick(LITERALS) : quoted(pick(TEXTS))
    if (chance(0.4))
      return `[${Array.from({ length: Math.floor(random() * 3) }, () => value(depth + 1)).join(`${space()},${space()}`)}]`
    return object(Array.from({ length: Math.floor(random() * 4) }, () => [pick(KEYS), value(depth + 1)] as const))
  }
  const object = (entries: readonly (readonly [string, string])[]): string =>
    `{${space()}${entries.map(([key, text]) => `${quoted(key)}${space()}:${space()}${text}${space()}`).join(`,${space()}`)}}`
  return Array.from({ length: count }, (_, index) => {
    const base: Event = event({
      eventID: `id-${index % 5000}`,
      userAgent: pick(TEXTS),
      eventName: pick(['GetObject', 'PutObject', 'ConsoleLogin', pick(TEXTS)]),
    })
    const entries = Object.entries(base).map(([key, field]) => [key, JSON.stringify(field)] as [string, string])
    for (const entry of entries) if (chance(0.02)) entry[1] = chance(0.5) ? value(1) : pick(LITERALS)
    const at = (key: string): [string, string] | undefined => entries.find(([name]) => name === key)
    const parameters = at('requestParameters')
    if (parameters) parameters[1] = value(1)
    const response = at('responseElements')
    if (response && chance(0.4)) response[1] = value(1)
    if (chance(0.05)) entries.push([pick(KEYS), value(1)])
    if (chance(0.03)) entries.push([pick(entries)[0], value(1)])
    if (chance(0.1)) entries.push(['errorCode', pick(['"AccessDenied"', '""', 'null', '"NoSuchKey"'])])
    if (chance(0.05)) entries.push(['errorMessage', quoted(pick(TEXTS))])
    if (chance(0.05)) entries.push(['sharedEventID', pick(['"s"', '""', 'null', '1'])])
    if (chance(0.02)) entries.push(['addendum', '{"reason":"UPDATED_DATA"}'])
    if (chance(0.2)) entries.sort(() => random() - 0.5)
    if (chance(0.03)) entries.splice(Math.floor(random() * entries.length), 1)
    return object(entries)
  })
}

/** A mapping that looks at everything, so that an answer for one record would be wrong for most others. */
const lookAtAll: RequestsOf = (record) => {
  const { requestParameters, responseElements, additionalEventData, userIdentity, errorMessage, eventTime } = record
  const seen = [
    requestParameters,
    responseElements,
    additionalEventData,
    typeof errorMessage,
    userIdentity?.accessKeyId,
  ]
  const read = record.eventName === 'GetObject' ? JSON.stringify(seen) : typeof responseElements
  const late = record.eventName === 'PutObject' ? eventTime : ''
  return {
    actions: [`x:${read.length}`],
    requests: [{ action: 'x:y', resources: [read], context: { late: late ?? '' } }],
    mappedBy: 'all',
    notes: [],
  }
}

const nosy: RequestsOf = Object.assign((record: TrailRecord) => lookAtAll(record), {
  scopeOf: ({ eventName, userIdentity }: TrailRecord) => JSON.stringify([eventName, userIdentity?.accessKeyId]),
})

const profileOf = async (
  content: string,
  reading: 'fast' | 'exact',
  chunk: number,
  mapping = requestsOf,
): Promise<string> => {
  const logs = new LogFold({ requestsOf: mapping, reading })
  const outcome = await logs.add({ name: 'x', bytes: chunksOf(content, chunk) })
  return `${JSON.stringify(outcome)}\n${serialiseProfile(logs.profile())}`
}

/** One that breaks the nesting would take its neighbours along, which is another test's business. */
const balanced = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('the fast reading and JSON.parse give the same bytes', () => {
  test('10,000 hostile records in a list: as it comes, broken ones included', async () => {
    let folded = 0
    for (let file = 0; file < 100; file += 1) {
      const events = hostileEvents(file, 100)
      const list = `{"Records":[${(file % 4 === 0 ? events : events.filter(balanced)).join(',')}]}`
      const exact = await profileOf(list, 'exact', 65_536)
      expect(await profileOf(list, 'fast', file % 3 === 0 ? 1000 : 65_536)).toBe(exact)
      if (exact.startsWith('{"state":"folded"')) folded += 1
    }
    expect(folded).toBeGreaterThan(70)
  })

  test('10,000 hostile records as compact as CloudTrail writes them', async () => {
    let folded = 0
    for (let file = 0; file < 100; file += 1) {
      const events = hostileEvents(1000 + file, 100, false)
      const list = `{"Records":[${(file % 4 === 0 ? events : events.filter(balanced)).join(',')}]}`
      const exact = await profileOf(list, 'exact', 65_536)
      expect(await profileOf(list, 'fast', file % 3 === 0 ? 1000 : 65_536)).toBe(exact)
      if (exact.startsWith('{"state":"folded"')) folded += 1
    }
    expect(folded).toBeGreaterThan(70)
  })

  test.each([true, false])('10,000 hostile records, one a line, with white space: %s', async (spaced) => {
    const lines = hostileEvents(7, 10_000, spaced)
      .map((text) => text.replaceAll(/[\n\r]/g, ' '))
      .join('\n')
    const exact = await profileOf(lines, 'exact', 65_536)
    expect(exact).toMatch(/^\{"state":"(?:folded|unreadable)"/)
    expect(await profileOf(lines, 'fast', 65_536)).toBe(exact)
  })

  test.each([
    ['a mapping that looks at everything', nosy],
    ['the catalogue’s mapping', catalogueRequestsOf],
  ])('2,000 hostile records through %s', async (_, mapping) => {
    const valid = (seed: number): string => hostileEvents(seed, 1_000).filter(balanced).join(',')
    const responses = ['null', 'true', '1234', '"ab"', '"null"', '{}', 'null'].map((text) =>
      JSON.stringify(event()).replace('"responseElements":null', `"responseElements":${text}`),
    )
    const list = `[${valid(21)},${valid(22)},${responses.join(',')}]`
    expect(await profileOf(list, 'fast', 65_536, mapping)).toBe(await profileOf(list, 'exact', 65_536, mapping))
  })

  test('members that came before: again, twice in a record, prolonged, in another place', async () => {
    const plain = JSON.stringify(event({ requestParameters: { a: 1 }, readOnly: true }))
    const identity = /"userIdentity":(\{.*?\}),"event/.exec(plain)?.[1] ?? ''
    const lists = [
      plain,
      plain.replace('"readOnly":true', '"readOnly":true,"readOnly":false'),
      plain.replace('"eventName"', '"eventName":"DeleteTrail","eventName"'),
      plain.replace('{"a":1}', '{"a":1},"requestParameters":{"a":2}'),
      plain.replace('{"a":1}', `{"a":1,"userIdentity":${identity},"readOnly":true}`),
      plain.replace('{"a":1}', '1'),
      plain.replace('{"a":1}', '12'),
      plain.replace('{"a":1}', '"1"'),
      plain.replace('{"a":1}', '{"a":1},"resources":[{"ARN":"a"}]'),
      plain.replace('{"a":1}', '{"a":1},"tlsDetails":{"a":[1]}'),
      `${plain.slice(0, -1)},"tlsDetails":{"a":[1]}}`,
      `${plain.slice(0, -1)},"tlsDetails":{"a":[1]},"tlsDetails":{"a":[1],"b":2}}`,
      `${plain.slice(0, -1)},"responseElements":{"errorCode":"AccessDenied"}}`,
      `${plain.slice(0, -1)},"addendum":{"reason":"UPDATED_DATA"}}`,
    ].flatMap((text, index, all) => [all[0] ?? '', text, text, ...all.slice(0, index)])
    expect(identity).not.toBe('')
    expect(lists.every(balanced)).toBe(true)
    const file = `{"Records":[${lists.join(',')}]}`
    for (const chunk of [997, 65_536]) {
      expect(await profileOf(file, 'fast', chunk, nosy)).toBe(await profileOf(file, 'exact', chunk, nosy))
    }
  })

  test('whole, every valid record is the record of JSON.parse over the whole file', async () => {
    const events = hostileEvents(11, 500).filter(balanced)
    const parsed = JSON.stringify({ Records: JSON.parse(`[${events.join(',')}]`) as unknown })
    const [asWritten, rewritten] = [
      await profileOf(`{"Records":[${events.join(',')}]}`, 'fast', 65_536),
      await profileOf(parsed, 'fast', 65_536),
    ]
    expect(asWritten).toBe(rewritten)
  })
})

describe('the compiled scanner', () => {
  test('is what its sources compile to', async () => {
    expect(await readFile(SCANNER_MODULE, 'utf8')).toBe(await scannerModule())
  })

  test('takes nothing that JSON.parse refuses: 60,000 records with bytes changed, removed and put in', () => {
    const random = seeded(99)
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
    const scanner = newTrailScanner()
    const bytes = [...'{}[]:,"\\ntfu0-1e.\n \t', '""', '\\"', '":', ',"', '},{', '[]', '\u0001'].map((text) =>
      Buffer.from(text),
    )
    const events = hostileEvents(5, 300, false)
      .filter(balanced)
      .map((text) => Buffer.from(text))
    let [taken, broken] = [0, 0]
    for (let round = 0; round < 60_000; round += 1) {
      const event = pick(events)
      const at = Math.floor(random() * event.length)
      const gone = Math.floor(random() * 3)
      const changed = Buffer.concat([event.subarray(0, at), pick(bytes), event.subarray(at + gone)])
      scanner?.input.set(Buffer.concat([changed, Buffer.from(',')]))
      const found = scanner?.scan(1 << 20, (1 << 20) + changed.length + 1, 1) ?? 0
      if (scanner?.status.value === 2 || scanner?.status.value === 3) {
        scanner.resetRows()
        scanner.resetMemos()
      }
      const end = Number(scanner?.stoppedAt.value) - (1 << 20)
      expect(found === 0 || balanced(`[${changed.subarray(0, end).toString('utf8')}]`)).toBe(true)
      if (found > 0) taken += 1
      if (!balanced(changed.toString('utf8'))) broken += 1
    }
    expect(taken).toBeGreaterThan(2_000)
    expect(broken).toBeGreaterThan(10_000)
  })

  test('finds the same records with and without SIMD', () => {
    const [simd, scalar] = [newTrailScanner({ simd: true }), newTrailScanner({ simd: false })]
    for (const text of [...hostileEvents(3, 1_000), ...hostileEvents(4, 1_000, false)]) {
      const bytes = Buffer.from(`${text},`)
      const answers = [simd, scalar].map((scanner) => {
        scanner?.input.set(bytes)
        return [scanner?.scan(1 << 20, (1 << 20) + bytes.length, 1), scanner?.stoppedAt.value, scanner?.status.value]
      })
      expect(answers[0]).toEqual(answers[1])
    }
  })
})
