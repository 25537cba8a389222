import { describe, expect, test } from 'vitest'
import { parseExceptions } from '#shared/findings/parse-exceptions.ts'
import { defineRule } from '#shared/rules/rule.ts'
import { exceptionRules } from '#shared/rules/exceptions/index.ts'
import { accessKeyNotRotated } from '#shared/rules/access-keys/access-key-not-rotated.ts'
import { pass } from '#shared/rules/outcome.ts'
import { at } from '#test/support/facts.ts'

const renamed = defineRule({
  id: 'new-name',
  formerly: ['old-name'],
  family: 'access-keys',
  title: 't',
  severity: 'low',
  frameworks: [],
  rationale: 'r',
  remediation: 'r',
  needs: [],
  subjects: (account) => [account],
  evaluate: () => pass,
})
const parse = (text: string) =>
  parseExceptions(text, {
    fileName: 'exceptions.yaml',
    rules: [accessKeyNotRotated, renamed, ...exceptionRules],
    now: at('2026-04-01'),
  })
const line = (more: Record<string, string> = {}): string => {
  const written = {
    rule: 'access-key-not-rotated',
    subject: 'ci-*',
    reason: 'The vendor cannot use roles before summer.',
    owner: 'ops@example.com',
    expires: '2026-06-30',
    ...more,
  }
  const fields = Object.entries(written).filter(([, value]) => value !== '')
  return `exceptions:\n  - ${fields.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join('\n    ')}\n`
}

test('an exception holds through its last day in UTC', () => {
  expect(parse(line())).toEqual([
    {
      origin: 'file',
      ruleId: 'access-key-not-rotated',
      subject: 'ci-*',
      reason: 'The vendor cannot use roles before summer.',
      owner: 'ops@example.com',
      endsAt: at('2026-07-01'),
      place: 'exceptions.yaml line 2',
    },
  ])
})
test('a day without quotes, JSON, an empty list and a former rule id are read', () => {
  expect(parse(line().replace('"2026-06-30"', '2026-06-30'))[0]?.endsAt).toEqual(at('2026-07-01'))
  expect(parse(JSON.stringify({ exceptions: [] }))).toEqual([])
  expect(parse(line({ rule: 'old-name' }))[0]?.ruleId).toBe('new-name')
})
test('one that has expired is read: it becomes a finding', () => {
  expect(parse(line({ expires: '2020-01-01' }))).toHaveLength(1)
})

describe('refused with the line', () => {
  test.each([
    [
      'an unknown rule',
      { rule: 'acces-key' },
      'line 2: exceptions.0.rule is not a rule (acces-key); `credaudit explain-rule` lists them',
    ],
    [
      'a rule about exceptions',
      { rule: 'exception-expired' },
      'line 2: exceptions.0.rule is a rule about exceptions itself (exception-expired); it cannot be excepted',
    ],
    ['no reason', { reason: '' }, 'line 2: exceptions.0.reason is missing: every exception needs it'],
    ['no owner', { owner: '' }, 'line 2: exceptions.0.owner is missing: every exception needs it'],
    ['no expiry', { expires: '' }, 'line 2: exceptions.0.expires is missing: every exception needs it'],
    ['no subject', { subject: '' }, 'line 2: exceptions.0.subject is missing: every exception needs it'],
    [
      'a blank reason',
      { reason: '            ' },
      'line 4: exceptions.0.reason Too small: expected string to have >=10 characters',
    ],
    [
      'everything',
      { subject: '*' },
      'line 3: exceptions.0.subject excepts everything: switch the rule off in the configuration instead',
    ],
    [
      'a day that is none',
      { expires: '2026-02-30' },
      'line 6: exceptions.0.expires must be a day such as 2026-12-31, not 2026-02-30',
    ],
    [
      'too far',
      { expires: '2027-04-03' },
      "line 6: exceptions.0.expires is more than 366 days away: choose an earlier day, or change the rule's limit",
    ],
    ['an unknown key', { until: '2026-06-30' }, 'line 2: exceptions.0 Unrecognized key: "until"'],
  ])('%s', (_name, more, message) => {
    expect(() => parse(line(more))).toThrow(`exceptions.yaml ${message}`)
  })
  test('the last day that is allowed', () => {
    expect(parse(line({ expires: '2027-04-02' }))).toHaveLength(1)
  })
  test('the same twice', () => {
    expect(() => parse(line() + line().replace('exceptions:\n', ''))).toThrow(
      'exceptions.yaml line 7: exceptions.1 says the same rule and subject as line 2',
    )
  })
  test.each([
    ['broken YAML', 'exceptions: [', /^exceptions\.yaml line \d+: /],
    ['row 7: __proto__', '{"exceptions":[], "__proto__": {"x": 1}}', /has a key __proto__/],
    ['an empty file', '', /exceptions is missing/],
    ['a list', '- rule: x', /expected object/],
    ['more than 1 MB', `#${'x'.repeat(1_000_001)}`, /larger than 1 MB/],
  ])('%s', (_name, text, message) => {
    expect(() => parse(text)).toThrow(message)
  })
})
