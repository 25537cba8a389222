import { describe, expect, it } from 'vitest'
import type { MemberFinding, OrganizationDigest } from '#shared/notifications/organization-digest.ts'
import { hasOrganizationNews } from '#shared/notifications/organization-digest.ts'
import { organizationMail } from '#shared/notifications/organization-mail.ts'
import { organizationMessage, organizationSubject } from '#shared/notifications/organization-message.ts'
import { parsePublished } from '#shared/notifications/published-message.ts'
import { slackMessage } from '#shared/notifications/slack-message.ts'
import { finding } from '#test/support/findings.ts'

const member = (account: string, more: Partial<MemberFinding> = {}): MemberFinding => ({
  account,
  id: `id-${account}`,
  ruleId: 'root-access-key-present',
  title: 'Root has an access key',
  severity: 'critical',
  risk: 92,
  firstSeen: '2026-11-20T06:00:00.000Z',
  message: 'Root has an active access key.',
  ...more,
})
const digest = (more: Partial<OrganizationDigest> = {}): OrganizationDigest => ({
  organization: 'o-exampleorgid',
  run: 'run-1',
  assessedAt: '2026-11-20T06:10:00.000Z',
  firstRun: false,
  accounts: { listed: 500, audited: 497, notAudited: 2, closed: 1 },
  counts: { critical: 1, high: 2, medium: 3, low: 4, info: 0 },
  ownFresh: [],
  ownChanged: [],
  ownResolved: [],
  fresh: [member('111111111111')],
  changed: [],
  resolved: [],
  totals: { fresh: 1, changed: 0, resolved: 0 },
  worstAccounts: [{ id: '111111111111', name: 'prod', findings: { critical: 1, high: 2, medium: 3, low: 4, info: 0 } }],
  notAudited: [{ reason: 'The role could not be assumed (AccessDenied).', accounts: ['222222222222', '333333333333'] }],
  reportLocation: 's3://bucket/reports/organization/run-1.json',
  reportUrl:
    'https://console.aws.amazon.com/s3/object/bucket?region=us-east-1&prefix=reports%2Forganization%2Frun-1.html',
  ...more,
})

it("the mail says in its first line whose it is and what is new, as an account's does; then what was not seen, the news, where to begin", () => {
  expect(organizationMail(digest()).split('\n')).toEqual([
    '1 new critical in organization o-exampleorgid (500 accounts, 2 not audited).',
    'Open now: 1 critical, 2 high, 3 medium, 4 low.',
    '497 of 500 accounts audited 2026-11-20 06:10 UTC, 2 could not be, 1 closed.',
    '',
    'ACCOUNTS THAT COULD NOT BE AUDITED (2)',
    '--------------------------------------',
    '- 2 accounts: The role could not be assumed (AccessDenied).',
    '  222222222222, 333333333333',
    '',
    'NEW IN ACCOUNTS (1)',
    '-------------------',
    '- 111111111111: Root has an active access key.',
    '  (critical, risk 92, root-access-key-present)',
    '',
    'ACCOUNTS WITH THE GRAVEST FINDINGS (1)',
    '--------------------------------------',
    '- prod (111111111111): 1 critical, 2 high, 3 medium',
    '',
    'Whole report: s3://bucket/reports/organization/run-1.json',
    'https://console.aws.amazon.com/s3/object/bucket?region=us-east-1&prefix=reports%2Forganization%2Frun-1.html',
    '',
  ])
})

it('the mail of a first run says that most of it is old', () => {
  const [headline, ...rest] = organizationMail(digest({ firstRun: true, environment: 'prod' })).split('\n')
  expect(headline).toBe('First audit of organization o-exampleorgid (500 accounts, 2 not audited): 1')
  expect(rest.join(' ')).toContain('Most of it is old news')
  expect(rest.join(' ')).toContain('2 could not be, 1 closed, prod.')
})

describe('the subject', () => {
  const whole = { listed: 3, audited: 3, notAudited: 0, closed: 0 }
  it.each([
    [{}, '1 new critical in organization o-exampleorgid (500 accounts, 2 not audited): Root has an access key'],
    [
      { firstRun: true },
      'First audit of organization o-exampleorgid (500 accounts, 2 not audited): 1 critical, 2 high, 3 ...',
    ],
    [
      { fresh: [], resolved: [member('1')], totals: { fresh: 0, changed: 0, resolved: 7 }, accounts: whole },
      '7 resolved in organization o-exampleorgid (3 accounts)',
    ],
    [
      { organization: 'the organization', accounts: { ...whole, listed: 1, audited: 1 } },
      '1 new critical in the organization (1 account): Root has an access key',
    ],
  ])('%#', (more, subject) => {
    expect(organizationSubject(digest(more))).toBe(subject)
  })
})

describe('in Slack', () => {
  const slackOf = (more: Partial<OrganizationDigest>) => {
    const { subject, message } = organizationMessage(digest(more))
    return slackMessage(parsePublished((JSON.parse(message) as { lambda: string }).lambda, subject))
  }
  it('the headline, how much was seen, what was not and why, the news, the report', () => {
    const { text, blocks } = slackOf({ ownFresh: [finding({ message: 'A role trusts <!channel>.' })] })
    const shown = JSON.stringify(blocks)
    expect(text).toMatch(/^2 new \(1 critical\) in organization o-exampleorgid \(500 accounts, 2 not audited\)/)
    expect(shown).toContain('497 of 500 accounts audited, 2 could not be, 1 closed')
    expect(shown).toContain('• 2 accounts: The role could not be assumed (AccessDenied).')
    expect(shown).toContain('• 111111111111, critical: Root has an active access key.')
    expect(shown).toContain('|Whole report>')
    expect(shown).not.toContain('<!channel>')
  })
  it('however much there is to tell, it stays within what Slack takes', () => {
    const long = '<&>'.repeat(800)
    const { blocks, text } = slackOf({
      fresh: Array.from({ length: 200 }, (_, index) => member(String(index).padStart(12, '0'), { message: long })),
      notAudited: Array.from({ length: 50 }, (_, index) => ({ reason: `${long} ${index}`, accounts: ['1'] })),
    })
    expect(JSON.stringify(blocks).length).toBeLessThan(13_000)
    expect(text.length).toBeLessThan(4_000)
  })
})

it('there is nothing to say when nothing changed, though accounts stay dark', () => {
  const calm = { fresh: [], totals: { fresh: 0, changed: 0, resolved: 0 } }
  expect(hasOrganizationNews(digest(calm))).toBe(false)
  expect(hasOrganizationNews(digest({ ...calm, firstRun: true }))).toBe(true)
  expect(hasOrganizationNews(digest({ ...calm, ownFresh: [finding()] }))).toBe(true)
  expect(hasOrganizationNews(digest({ ...calm, totals: { fresh: 0, changed: 0, resolved: 1 } }))).toBe(true)
})

it('fits into one message, whatever ten thousand accounts have to tell, and counts what it leaves out', () => {
  const long = 'é🔑'.repeat(400)
  const many = Array.from({ length: 200 }, (_, index) => member(String(index).padStart(12, '0'), { message: long }))
  const reasons = Array.from({ length: 3_000 }, (_, index) => ({
    reason: `${long} ${index}`,
    accounts: Array.from({ length: 3 }, (_, one) => String(index * 3 + one).padStart(12, '0')),
  }))
  const big = digest({
    fresh: many,
    notAudited: reasons,
    totals: { fresh: 90_000, changed: 0, resolved: 0 },
    accounts: { listed: 10_000, audited: 1_000, notAudited: 9_000, closed: 0 },
  })
  const { message, subject } = organizationMessage(big)
  expect(new TextEncoder().encode(message).byteLength).toBeLessThanOrEqual(262_144 - 4_096)
  expect(subject.length).toBeLessThan(100)
  const { sqs, email } = JSON.parse(message) as { sqs: string; email: string }
  const body = JSON.parse(sqs) as { totals: { inAccounts: { fresh: number } }; inAccounts: { new: unknown[] } }
  expect(body.totals.inAccounts.fresh).toBe(90_000)
  expect(body.inAccounts.new.length).toBeGreaterThan(0)
  expect(email).toContain('NEW IN ACCOUNTS (90000)')
  expect(email).toContain('ACCOUNTS THAT COULD NOT BE AUDITED (9000)')
})

it('the same run with the same news has the same id', () => {
  expect(organizationMessage(digest()).id).toBe(organizationMessage(digest()).id)
  expect(organizationMessage(digest()).id).not.toBe(organizationMessage(digest({ run: 'run-2' })).id)
})
