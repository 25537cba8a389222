import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { mockClient } from 'aws-sdk-client-mock'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { credaudit } from '#cli/credaudit.ts'
import { lookupActivity } from '#cli/lookup/lookup-activity.ts'
import { isSameQuestion, questionSlug } from '#cli/lookup/lookup-question.ts'
import type { LookupPosition } from '#shared/clients/cloudtrail/lookup-events.ts'
import { fakeClock } from '#test/clients/fake-clock.ts'
import { awsError } from '#test/clients/mocked-clients.ts'
import { event, userIdentity } from '#test/support/activity.ts'

const KEY = 'AKIAIOSFODNN7EXAMPLE'
const cloudTrail = mockClient(CloudTrailClient)
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'credaudit-'))
  cloudTrail.reset()
  vi.stubEnv('AWS_REGION', 'eu-central-1')
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

const run = async (...words: readonly string[]) => {
  const out: string[] = []
  const err: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0)
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0)
  const code = await credaudit(['activity', ...words])
  return { code, out: out.join(''), err: err.join('') }
}
const page = (...times: readonly string[]) => ({
  Events: times.map((time) => {
    const one = event(time, { userIdentity: userIdentity('ann', KEY) })
    return { EventTime: new Date(time), CloudTrailEvent: JSON.stringify(one) }
  }),
})
const asked = () => cloudTrail.commandCalls(LookupEventsCommand).map(({ args }) => args[0].input)

describe('activity --live', () => {
  test('asks event history in the Region and where IAM is recorded, and shows the dossier and what was not seen', async () => {
    cloudTrail.on(LookupEventsCommand).resolvesOnce(page('2026-11-19')).resolvesOnce(page('2026-11-18', '2026-11-17'))
    const { code, out } = await run('--live', '--key', KEY, '--days', '7')
    expect(code).toBe(0)
    expect(asked().map(({ LookupAttributes }) => LookupAttributes)).toEqual(
      Array.from({ length: 2 }, () => [{ AttributeKey: 'AccessKeyId', AttributeValue: KEY }]),
    )
    const [first] = asked()
    expect(Number(first?.EndTime) - Number(first?.StartTime)).toBe(7 * 86_400_000)
    expect(out).toContain(KEY)
    expect(out).toContain('s3')
    expect(out).toContain(
      'Asked event history: 2 requests, 3 events.\nNot seen:\n- Only management events of eu-central-1,',
    )
    expect(out).toContain('us-east-1 were looked at: other Regions, and data events')
    expect(out).toContain('- Calls of roles that were assumed with this key')
  })
  test.each([
    [['--user', 'ann'], { AttributeKey: 'Username', AttributeValue: 'ann' }],
    [['--root'], { AttributeKey: 'Username', AttributeValue: 'root' }],
    [['--event', 'ConsoleLogin'], { AttributeKey: 'EventName', AttributeValue: 'ConsoleLogin' }],
  ])('%j', async (words, attribute) => {
    cloudTrail.on(LookupEventsCommand).resolves({})
    expect((await run('--live', ...words, '--regions', 'us-east-1')).code).toBe(0)
    expect(asked().map(({ LookupAttributes }) => LookupAttributes)).toEqual([[attribute]])
  })
  test.each([
    ['cn-north-1', ['cn-north-1']],
    ['us-gov-east-1', ['us-gov-east-1', 'us-gov-west-1']],
    ['us-east-1', ['us-east-1']],
  ])('row 73: from %s it looks in %j', async (region, regions) => {
    cloudTrail.on(LookupEventsCommand).resolves({})
    const { out } = await run('--live', '--root', '--region', region, '--format', 'json')
    expect(JSON.parse(out)).toMatchObject({ lookup: { regions, question: { kind: 'root' }, positions: [] } })
  })
  test('json is the document of activity, with the look-up beside it', async () => {
    cloudTrail.on(LookupEventsCommand).resolves(page('2026-11-19'))
    const { out } = await run('--live', '--key', KEY, '--regions', 'us-east-1', '--format', 'json')
    expect(JSON.parse(out)).toMatchObject({
      records: { read: 1, used: 1 },
      principals: [{ arn: 'arn:aws:iam::111111111111:user/ann' }],
      dossier: { accessKeyId: KEY },
      lookup: { question: { kind: 'access key', accessKeyId: KEY }, requests: 1, events: 1 },
    })
  })
  test('what was read can be kept in an evidence folder, and read from there', async () => {
    cloudTrail.on(LookupEventsCommand).resolves(page('2026-11-19', '2026-11-18'))
    const words = ['--live', '--key', KEY, '--regions', 'us-east-1', '--out', folder]
    await run(...words)
    expect(await readdir(path.join(folder, 'cloudtrail'))).toEqual([
      expect.stringMatching(/^lookup-AKIAIOSFODNN7EXAMPLE-us-east-1-[0-9a-f]{12}\.json$/),
    ])
    const again = await run('--evidence', folder, '--key', KEY, '--format', 'json')
    expect(JSON.parse(again.out)).toMatchObject({ records: { read: 2, used: 2 } })
  })
  test('refused in the middle: the position is kept, and the next run goes on there and nowhere else', async () => {
    const position = path.join(folder, 'position.json')
    cloudTrail
      .on(LookupEventsCommand)
      .resolvesOnce(page('2026-11-19'))
      .rejectsOnce(awsError('ThrottlingException', 'Rate exceeded'))
    const words = ['--live', '--key', KEY, '--regions', 'eu-central-1,us-east-1', '--resume', position]
    const first = await run(...words)
    expect(first.code).toBe(3)
    expect(first.out).toMatch(
      /- Nothing of \S+ to \S+ in us-east-1 was read: AWS refused \(Throttling\): Rate exceeded\./,
    )
    expect(first.out).toContain(`The same command with --resume ${position} goes on.`)
    const left = JSON.parse(await readFile(position, 'utf8')) as { positions: LookupPosition[] }
    expect(left.positions.map(({ region }) => region)).toEqual(['us-east-1'])

    cloudTrail.reset()
    cloudTrail.on(LookupEventsCommand).resolves(page('2026-11-18'))
    const second = await run('--live', '--resume', position)
    expect(second.code).toBe(0)
    expect(asked().map(({ StartTime }) => StartTime?.toISOString())).toEqual([left.positions[0]?.from])
    expect(second.out).toContain(KEY)
    expect(existsSync(position)).toBe(false)
  })
})

describe('wrong usage is one sentence', () => {
  test.each([
    [[], /Say where to look: --evidence DIR/],
    [['--live', '--evidence', '.', '--root'], /Say where to look/],
    [['--live'], /Say what to ask event history/],
    [['--live', '--root', '--user', 'ann'], /one question at a time/],
    [['--evidence', 'samples/account', '--root'], /--root goes with --live/],
    [['--live', '--root', '--days', '91'], /whole number from 1 to 90/],
    [['--live', '--event', 'a b'], /name of an event/],
  ])('%j', async (words, sentence) => {
    const { code, err } = await run(...words)
    expect([code, err]).toEqual([2, expect.stringMatching(sentence)])
    expect(asked()).toEqual([])
  })
  test.each([
    ['no JSON', 'x', /is no position of a look-up/],
    ['another form', '{"schemaVersion":2}', /is no position of a look-up/],
    [
      'another question',
      JSON.stringify({
        schemaVersion: 1,
        positions: [{ region: 'us-east-1', question: { kind: 'root' }, from: '2026-11-01', to: '2026-11-02' }],
      }),
      /goes on with another question/,
    ],
  ])('a position file with %s', async (_name, text, sentence) => {
    const file = path.join(folder, 'position.json')
    await writeFile(file, text)
    const { code, err } = await run('--live', '--user', 'ann', '--resume', file)
    expect([code, err]).toEqual([2, expect.stringMatching(sentence)])
  })
})

describe('a look-up of many pages', () => {
  test('keeps each page once, two requests a second, and counts a page that comes again once', async () => {
    const client = new CloudTrailClient({ region: 'us-east-1' })
    const again = page('2026-11-18')
    cloudTrail
      .on(LookupEventsCommand)
      .resolvesOnce({ ...page('2026-11-19'), NextToken: '1' })
      .resolvesOnce({ ...again, NextToken: '2' })
      .resolvesOnce(again)
    const clock = fakeClock()
    const kept = new Map<string, string>()
    const question = { kind: 'user', userName: '../<b>' } as const
    const start = { region: 'us-east-1', question, from: '2026-11-01T00:00:00Z', to: '2026-11-20T00:00:00Z' }
    const { profile, lookup } = await lookupActivity({
      question,
      starts: [start],
      clientOf: () => client,
      clock,
      deadline: new Date('2026-11-20T07:00:00Z'),
      keep: async (name, text) => void kept.set(name, text),
      progress: () => {},
    })
    expect(clock.slept).toEqual([500, 500])
    expect([lookup.requests, profile.recordsRead, kept.size]).toEqual([3, 2, 2])
    for (const name of kept.keys()) expect(name).toMatch(/^lookup-user-[\w-]+-us-east-1-[0-9a-f]{12}\.json$/)
  })
  test('questions are told apart, also those whose file names are the same', () => {
    const [a, b] = [
      { kind: 'user', userName: 'a.b' },
      { kind: 'user', userName: 'a_b' },
    ] as const
    expect(questionSlug(a)).toBe(questionSlug(b))
    expect([isSameQuestion(a, b), isSameQuestion(a, { ...a })]).toEqual([false, true])
  })
})
