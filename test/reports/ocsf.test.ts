import { expect, describe, test } from 'vitest'
import { sampleOutcome } from '#samples/sample-document.ts'
import type { Finding } from '#shared/findings/finding.ts'
import { formatOcsf } from '#shared/reports/ocsf.ts'
import { auditDocumentOf, finding } from '#test/support/findings.ts'
import { ocsfProblems } from '#test/support/ocsf-schema.ts'

type Event = Record<string, unknown> & { finding_info: Record<string, unknown>; time: number }
const eventsOf = (document: ReturnType<typeof auditDocumentOf>): readonly Event[] =>
  formatOcsf(document)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Event)
const first = (more: Partial<Finding>) => eventsOf(auditDocumentOf({ findings: [finding(more)], notAssessed: [] }))[0]

test('every event of the sample account keeps to the published schema', async () => {
  const { document } = await sampleOutcome('0.0.0', { suggestions: false })
  const events = eventsOf(document)
  expect(events).toHaveLength(document.findings.length + document.notAssessed.length)
  expect(events.flatMap(ocsfProblems)).toEqual([])
  expect(new Set(events.map(({ class_uid }) => class_uid))).toEqual(new Set([2003, 2004, 2008]))
})

describe('what the published schema refuses is refused here', () => {
  const good = first({}) ?? { finding_info: {}, time: 0 }
  test.each([
    ['seconds', { time: 1_790_000_000 }, 'event.time is no timestamp_t: 1790000000'],
    ['another class', { class_uid: 9999 }, 'class 9999 is not one of ours'],
    ['a value that is not listed', { severity_id: 7 }, 'event.severity_id may not be 7'],
    ['a caption of another value', { severity: 'Low' }, 'event.severity is "Low" where severity_id means Medium'],
    ['an attribute of nobody', { invented: 1 }, 'event.invented is not in the schema'],
    ['one of a profile that is not named', { osint: [] }, 'event.osint needs the profile osint'],
    ['a type_uid of another activity', { type_uid: 200_302 }, 'type_uid is not 200301'],
    ['a required one that is missing', { cloud: {} }, 'event.cloud.provider is missing'],
    ['a list that is none', { resources: { uid: 'x' } }, 'event.resources is no list with members'],
    [
      'an observable that the event does not hold',
      { observables: [{ name: 'resources.uid', type_id: 10, value: 'other' }] },
      'the observable resources.uid is not what the event says there',
    ],
    [
      'a deprecated one',
      { compliance: { status_detail: 'x' } },
      'event.compliance.status_detail is deprecated since 1.4.0',
    ],
  ])('%s', (_name, wrong, problem) => {
    expect(ocsfProblems(good)).toEqual([])
    expect(ocsfProblems({ ...good, ...wrong })).toContain(problem)
  })
})

describe('the life of a finding', () => {
  test.each([
    ['new', 1, 'Create', 1],
    ['open', 2, 'Update', 2],
    ['changed', 2, 'Update', 2],
    ['excepted', 2, 'Update', 3],
    ['resolved', 3, 'Close', 4],
  ] as const)('%s', (status, activity_id, activity_name, status_id) => {
    const event = first({ status })
    expect(event).toMatchObject({ activity_id, activity_name, status_id, type_uid: 200_300 + activity_id })
    expect(event && ocsfProblems(event)).toEqual([])
  })
  test('a resolved compliance check has passed, and says what resolved it', () => {
    expect(
      first({ status: 'resolved', resolution: { how: 'gone', words: 'The key is no longer there.' } }),
    ).toMatchObject({
      status_detail: 'The key is no longer there.',
      compliance: { status_id: 1, status: 'Pass' },
    })
  })
  test('times are milliseconds, and the id is the same on every day', () => {
    const event = first({ since: '2025-12-01T00:00:00.000Z' })
    expect(event?.time).toBe(Date.parse('2026-04-01T06:00:00.000Z'))
    expect(event?.['start_time']).toBe(Date.parse('2025-12-01T00:00:00.000Z'))
    expect(event?.finding_info['uid']).toBe(finding().id)
  })
})

describe('the class', () => {
  test('what somebody did is a detection', () => {
    expect(first({ family: 'activity', ruleId: 'root-api-call' })).toMatchObject({ class_uid: 2004, is_alert: true })
    expect(first({ family: 'root', ruleId: 'root-used' })).toMatchObject({ class_uid: 2004 })
  })
  test('how a key is used is an IAM analysis', () => {
    const event = first({
      subject: { ...finding().subject, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
      evidence: { lastUsedAt: '2026-03-01T00:00:00.000Z' },
    })
    expect(event).toMatchObject({
      class_uid: 2008,
      user: { name: 'alice', type_id: 1 },
      identity_activity_metrics: {
        programmatic_credentials: [
          { uid: 'AKIAIOSFODNN7EXAMPLE', type: 'Access Key', last_used_time: Date.parse('2026-03-01') },
        ],
      },
    })
  })
  test('what a policy grants is an IAM analysis', () => {
    const subject = { type: 'policy', arn: 'arn:aws:iam::111111111111:policy/p', name: 'p' }
    expect(first({ subject, evidence: { actions: ['iam:PassRole'] } })).toMatchObject({
      class_uid: 2008,
      permission_analysis_results: [{ policy: { name: 'p', uid: subject.arn }, granted_privileges: ['iam:PassRole'] }],
    })
  })
  test('what tells neither use nor permission is a compliance check with its standards', () => {
    expect(first({ evidence: {} })).toMatchObject({
      class_uid: 2003,
      compliance: { control: 'access-key-not-rotated', standards: ['CIS-AWS-3.0.0'], status_id: 3 },
    })
  })
})

test('what could not be seen is a check without a result, never a pass', () => {
  const [, gap] = eventsOf(auditDocumentOf())
  expect(gap).toMatchObject({ class_uid: 2003, compliance: { status_id: 2, status: 'Warning' } })
  expect(gap && ocsfProblems(gap)).toEqual([])
})
test('row 48, 49: one line an event, and no character that turns text around', () => {
  const hostile = 'a\u2028b\u202Ec\n{"class_uid":1}\u0000\u001B[2J'
  const text = formatOcsf(auditDocumentOf({ findings: [finding({ message: hostile })], notAssessed: [] }))
  expect(text.trimEnd().split(/[\n\u2028]/)).toHaveLength(1)
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  expect(text).toMatch(/^[^\u0000-\u0009\u000B-\u001F\u2028-\u202E]*$/)
  expect((JSON.parse(text) as Event)['message']).toBe(hostile)
})
test('who and what it is about can be found by collectors', () => {
  const subject = { ...finding().subject, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }
  expect(first({ subject })?.['observables']).toEqual([
    { name: 'resources.uid', type_id: 10, type: 'Resource UID', value: subject.arn },
    { name: 'unmapped.access_key_id', type_id: 19, type: 'User Credential ID', value: 'AKIAIOSFODNN7EXAMPLE' },
  ])
})
test('row 73: no partition but that of the evidence', () => {
  const account = { id: '111111111111', partition: 'aws-us-gov', alias: null }
  const subject = { type: 'user', arn: 'arn:aws-us-gov:iam::111111111111:user/a', name: 'a' }
  const text = formatOcsf(auditDocumentOf({ account, findings: [finding({ subject })], notAssessed: [] }))
  expect(text).not.toContain('arn:aws:')
})
