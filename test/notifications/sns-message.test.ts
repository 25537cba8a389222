import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { assert, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Finding } from '#shared/findings/finding.ts'
import type { Digest } from '#shared/notifications/digest.ts'
import { reportUrl } from '#shared/notifications/console-url.ts'
import { mailText } from '#shared/notifications/mail-text.ts'
import { snsMessage } from '#shared/notifications/sns-message.ts'
import { subjectLine } from '#shared/notifications/subject-line.ts'
import { finding, findingsOfUsers, gap } from '#test/support/findings.ts'

const digest = (more: Partial<Digest> = {}): Digest => ({
  account: { id: '111111111111', name: 'prod-eu', partition: 'aws' },
  assessedAt: '2026-04-01T06:00:00.000Z',
  firstRun: false,
  counts: { critical: 0, high: 0, medium: 1, low: 0, info: 0 },
  fresh: [finding()],
  changed: [],
  stillOpen: [],
  resolved: [],
  notAssessed: [],
  endingExceptions: [],
  reportLocation: 's3://bucket/reports/111111111111/x.json',
  ...more,
})
const named = (name: string) => digest({ account: { id: '111111111111', name, partition: 'aws' } })
const distinct = (findings: readonly Finding[]): readonly Finding[] =>
  findings.map((one, index) => ({ ...one, id: `${index}`, subject: { ...one.subject, arn: `arn:${index}` } }))
const hostile = string({ unit: 'binary', maxLength: 300 })

describe('the subject', () => {
  test.each([
    ['news', digest(), '1 new medium in prod-eu: Active access key is older than the rotation limit'],
    [
      'only resolved',
      digest({ fresh: [], resolved: [finding({ title: 'Root was used' })] }),
      '1 resolved in prod-eu: Root was used',
    ],
    [
      'a graver change goes before milder news',
      digest({ changed: [finding({ severity: 'critical', title: 'Root key' })] }),
      '1 changed critical in prod-eu: Root key',
    ],
    [
      'news goes before a change that is as grave',
      digest({ changed: [finding({ title: 'Changed' })] }),
      '1 new medium in prod-eu: Active access key is older than the rotation limit',
    ],
    [
      'only darkness',
      digest({ fresh: [], notAssessed: [gap(), gap({ ruleId: 'root-used' })] }),
      '2 more checks not assessed in prod-eu: iam:GetCredentialReport was denied.',
    ],
    ['the first run', digest({ firstRun: true }), 'First audit of prod-eu: 0 critical, 0 high, 1 medium, 0 low'],
    [
      'row 41: a line break',
      named('a\r\nBcc: b'),
      '1 new medium in a Bcc: b: Active access key is older than the rotation limit',
    ],
  ])('%s', (_name, what, words) => {
    expect(subjectLine(what)).toBe(words)
  })
  test('row 41: at most 99 printable ASCII characters, whatever the name', () => {
    assert(
      property(hostile, (name) => {
        expect(subjectLine(named(name))).toMatch(/^[\u0020-\u007E]{1,99}$/)
      }),
    )
  })
})

describe('the mail', () => {
  test('news first, then what is open, resolved, not assessed, ending', () => {
    const text = mailText(
      digest({
        stillOpen: [finding({ id: 'o', message: 'Old one.', firstSeen: '2026-01-01T00:00:00.000Z' })],
        resolved: [finding({ id: 'r', message: 'Gone one.' })],
        notAssessed: [gap()],
        endingExceptions: ['access-key-not-rotated for ci-* ends on 2026-04-09 (owner ops).'],
      }),
    )
    expect(text).toMatchInlineSnapshot(`
      "1 new medium, 1 resolved, 1 check not assessed any more in prod-eu.
      Open now: 0 critical, 0 high, 1 medium, 0 low.
      Account 111111111111, audited 2026-04-01 06:00 UTC.

      NEW (1)
      -------
      - Access key 1 of alice is 121 days old; the limit is 90 days.
        (medium, risk 45, access-key-not-rotated)
        Do: aws iam create-access-key --user-name alice

      STILL OPEN, OLDEST FIRST (1)
      ----------------------------
      - 2026-01-01 medium: Old one.
        Do: aws iam create-access-key --user-name alice

      RESOLVED (1)
      ------------
      - Gone one.

      NOT ASSESSED ANY MORE (1)
      -------------------------
      - iam:GetCredentialReport was denied. (1 check)

      EXCEPTIONS THAT END SOON (1)
      ----------------------------
      - access-key-not-rotated for ci-* ends on 2026-04-09 (owner ops).

      Whole report: s3://bucket/reports/111111111111/x.json
      "
    `)
  })
  test('a change says what changed, and what ended says how', () => {
    const text = mailText(
      digest({
        fresh: [],
        changed: [finding({ change: 'severity was medium, is high' })],
        resolved: [finding({ resolution: { how: 'gone', words: 'The access-key is no longer there.' } })],
      }),
    )
    expect(text).toContain('  Changed: severity was medium, is high\n')
    expect(text).toContain('  The access-key is no longer there.\n')
  })
  test('the first run says that it is the first, and is calm about the rest', () => {
    const fresh = [...findingsOfUsers(30, { severity: 'critical', title: 'Worst' }), ...findingsOfUsers(270)]
    const counts = { critical: 30, high: 0, medium: 270, low: 0, info: 0 }
    const text = mailText(digest({ firstRun: true, fresh: distinct(fresh), counts, notAssessed: [gap()] }))
    expect(text.split('\n').slice(0, 4)).toEqual([
      'First audit of prod-eu: 30 critical, 0 high, 270 medium, 0 low.',
      'Most of it is old news, so the gravest stand first. From now on a mail comes',
      'only when something changed.',
      'Account 111111111111, audited 2026-04-01 06:00 UTC.',
    ])
    expect(text).toContain(
      [
        '  and 290 more, in the report:',
        '    20 critical: Worst',
        '    270 medium: Active access key is older than the rotation limit\n',
      ].join('\n'),
    )
    expect(text).toContain('\nNOT ASSESSED (1)\n')
    expect(text.split('\n').length).toBeLessThan(50)
  })
  test('what is told of one user stands together, each command once', () => {
    const other = { text: 'x', commands: ['aws iam list-mfa-devices --user-name alice'] }
    const also = [
      finding({ id: 'b', severity: 'low', message: 'Fault b.' }),
      finding({ id: 'c', severity: 'low', message: 'Fault c.', remediation: other }),
      ...Array.from({ length: 7 }, (_, index) => finding({ id: `d${index}`, message: 'Fault d.' })),
    ]
    expect(mailText(digest({ fresh: [finding(), ...also] }))).toContain(
      [
        '- Access key 1 of alice is 121 days old; the limit is 90 days.',
        '  (medium, risk 45, access-key-not-rotated)',
        '  Do: aws iam create-access-key --user-name alice',
        '  Also low: Fault b.',
        '  Also low: Fault c.',
        '    Do: aws iam list-mfa-devices --user-name alice',
        '  Also medium: Fault d.',
        '  Also medium: Fault d.',
        '  Also medium: Fault d.',
        '  and 4 more about it, in the report\n',
      ].join('\n'),
    )
  })
  test('5,000 kinds of fault are as short', () => {
    const fresh = findingsOfUsers(5000).map((one, index) => ({ ...one, title: `Title ${index}` }))
    const text = mailText(digest({ fresh }))
    expect(text).toContain('  and 4975 more, in the report:\n')
    expect(text).toContain('    4965 of other kinds\n')
    expect(text.split('\n').length).toBeLessThan(120)
  })
  test('a command that goes on in the next line can be copied; one with quotes is not touched', () => {
    const long = 'aws iam update-access-key --user-name some-long-name --access-key-id AKIAIOSFODNN7EXAMPLE --status X'
    const doing = (command: string) =>
      mailText(digest({ fresh: [finding({ remediation: { text: 'x', commands: [command] } })] }))
    expect(doing(long)).toContain(
      [
        '  Do: aws iam update-access-key --user-name some-long-name --access-key-id \\',
        '    AKIAIOSFODNN7EXAMPLE --status X\n',
      ].join('\n'),
    )
    expect(doing(`${long} --policy 'a b'`)).not.toContain('\\')
  })
  test('the link to the report stands whole on its line', () => {
    const url = `https://console.aws.amazon.com/s3/object/b?region=eu-central-1&prefix=${'k'.repeat(100)}`
    expect(mailText(digest({ reportUrl: url }))).toContain(`\n${url}\n`)
  })
  test('row 48: 78 columns of ASCII, and no line that a name has forged', () => {
    assert(
      property(hostile, (name) => {
        const text = mailText(digest({ fresh: [finding({ message: `User ${name} has no MFA.`, owner: name })] }))
        for (const line of text.split('\n')) expect(line).toMatch(/^[\u0020-\u007E]{0,78}$/)
      }),
    )
  })
})

describe('the message', () => {
  const parse = (what: Digest): Record<string, string> => JSON.parse(snsMessage(what).message) as Record<string, string>

  test('one body per protocol, all strings, default among them', () => {
    const bodies = parse(digest())
    expect(Object.keys(bodies).sort()).toEqual(['default', 'email', 'http', 'https', 'lambda', 'sqs'])
    expect(JSON.parse(bodies['sqs'] ?? '')).toMatchObject({
      schemaVersion: 1,
      kind: 'digest',
      new: [{ id: finding().id }],
      leftOut: { new: 0 },
    })
  })
  test('row 42: 5,000 findings are one message within the limit that says what it left out', () => {
    const fresh = Array.from({ length: 5000 }, (_, index) =>
      finding({ id: String(index), message: `${'x'.repeat(500)}${index}` }),
    )
    const message = snsMessage(digest({ fresh }))
    expect(new TextEncoder().encode(message.message).byteLength).toBeLessThanOrEqual(262_144 - 4_096)
    const body = JSON.parse(JSON.parse(message.message).sqs) as { new: unknown[]; leftOut: { new: number } }
    expect(body.new.length).toBeGreaterThan(0)
    expect(body.new.length + body.leftOut.new).toBe(5000)
  })
  test('row 40: bytes are counted, not characters', () => {
    const fresh = Array.from({ length: 200 }, (_, index) => finding({ id: String(index), message: '😀'.repeat(400) }))
    expect(new TextEncoder().encode(snsMessage(digest({ fresh })).message).byteLength).toBeLessThanOrEqual(262_144)
  })
  test('the same digest has the same id, another one another', () => {
    expect(snsMessage(digest()).id).toBe(snsMessage(digest()).id)
    expect(snsMessage(digest()).id).not.toBe(snsMessage(digest({ fresh: [] })).id)
  })
  test('attributes for filter policies', () => {
    const changed = [finding({ severity: 'critical', family: 'root' })]
    expect(snsMessage(digest({ environment: 'prod', changed })).attributes).toEqual({
      kind: 'digest',
      messageId: snsMessage(digest({ environment: 'prod', changed })).id,
      severity: 'critical',
      account: '111111111111',
      family: ['access-keys', 'root'],
      environment: 'prod',
    })
  })
})

describe('the published schema', () => {
  const schema = JSON.parse(readFileSync(new URL('../../docs/schemas/digest.json', import.meta.url), 'utf8')) as object
  const check = new Ajv2020({ allErrors: true, strict: true }).compile(schema)
  const problemsOf = (body: unknown) =>
    check(body) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`)
  const bodyOf = (what: Digest): unknown => JSON.parse((JSON.parse(snsMessage(what).message) as { sqs: string }).sqs)

  test.each([
    ['a plain digest', digest()],
    ['the first run', digest({ firstRun: true })],
    [
      'everything at once',
      digest({
        environment: 'prod',
        reportUrl: 'https://console.aws.amazon.com/s3/object/b?region=eu-central-1&prefix=k',
        changed: [finding({ change: 'x', since: '2026-01-01T00:00:00.000Z', owner: 'ops' })],
        resolved: [finding({ status: 'resolved', resolution: { how: 'fixed', words: 'x' } })],
        stillOpen: [finding({ subject: { ...finding().subject, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' } })],
        notAssessed: [gap()],
        endingExceptions: ['x'],
      }),
    ],
    ['one that was cut', digest({ fresh: Array.from({ length: 5000 }, (_, i) => finding({ id: String(i) })) })],
  ])('holds for %s', (_name, what) => {
    expect(problemsOf(bodyOf(what))).toEqual([])
  })
  test('refuses what it does not describe', () => {
    expect(problemsOf({ ...(bodyOf(digest()) as object), schemaVersion: 2 })).not.toEqual([])
    expect(problemsOf({ ...(bodyOf(digest()) as object), new: [{}] })).not.toEqual([])
  })
})

describe('the link to the report', () => {
  const place = { region: 'eu-central-1', bucket: 'b', key: 'reports/1/a b.json' }
  test.each([
    ['aws', 'https://console.aws.amazon.com/s3/object/b?region=eu-central-1&prefix=reports%2F1%2Fa%20b.json'],
    [
      'aws-us-gov',
      'https://console.amazonaws-us-gov.com/s3/object/b?region=eu-central-1&prefix=reports%2F1%2Fa%20b.json',
    ],
    ['aws-somewhere', undefined],
  ])('in partition %s', (partition, url) => {
    expect(reportUrl({ ...place, partition })).toBe(url)
  })
})
