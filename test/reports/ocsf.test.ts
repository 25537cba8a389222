import path from 'node:path'
import { expect, describe, test } from 'vitest'
import { readEvidenceFolder } from '#shared/clients/evidence-folder.ts'
import type { Finding } from '#shared/findings/finding.ts'
import { auditAccount } from '#shared/jobs/audit-account.ts'
import { formatOcsf } from '#shared/reports/ocsf.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { at } from '#test/support/facts.ts'
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
  const files = await readEvidenceFolder(path.resolve(import.meta.dirname, '../../samples/account'))
  const now = at('2026-11-20T06:00:00Z')
  const { document } = auditAccount({ files, configuration: defaultConfiguration, now, version: '0.0.0' })
  const events = eventsOf(document)
  expect(events).toHaveLength(document.findings.length + document.notAssessed.length)
  expect(events.flatMap(ocsfProblems)).toEqual([])
  expect(new Set(events.map(({ class_uid }) => class_uid))).toEqual(new Set([2003, 2004, 2008]))
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
test('row 73: no partition but that of the evidence', () => {
  const account = { id: '111111111111', partition: 'aws-us-gov', alias: null }
  const subject = { type: 'user', arn: 'arn:aws-us-gov:iam::111111111111:user/a', name: 'a' }
  const text = formatOcsf(auditDocumentOf({ account, findings: [finding({ subject })], notAssessed: [] }))
  expect(text).not.toContain('arn:aws:')
})
