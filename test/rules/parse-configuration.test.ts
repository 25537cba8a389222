import { describe, expect, test } from 'vitest'
import { ConfigurationError } from '#shared/rules/configuration-error.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { accessKeyNotRotated } from '#shared/rules/access-keys/access-key-not-rotated.ts'
import { parseConfiguration } from '#shared/rules/parse-configuration.ts'

const parse = (text: string) => parseConfiguration(text, 'credaudit.yaml', [accessKeyNotRotated])
const limit = (value: string) => `rules:\n  access-key-not-rotated:\n    parameters:\n      maxAgeDays: ${value}\n`

test('an empty file is the default', () => {
  expect(parse('')).toEqual(defaultConfiguration)
})
test('limits, classes, severity and known accounts are read', () => {
  const text = `
knownAccounts: ['222222222222']
identityClasses:
  - name: machine
    match: [{ path: '/ci/*' }, { tag: { key: kind, value: machine } }]
rules:
  access-key-not-rotated:
    severity: high
    parameters: { maxAgeDays: 60 }
    classes: { machine: { maxAgeDays: 365 } }
`
  const { knownAccounts, identityClasses, rules } = parse(text)
  expect(knownAccounts).toEqual(['222222222222'])
  expect(identityClasses).toEqual([
    { name: 'machine', match: [{ path: '/ci/*' }, { tag: { key: 'kind', value: 'machine' } }] },
  ])
  expect(rules.get('access-key-not-rotated')).toEqual({
    severity: 'high',
    parameters: { maxAgeDays: 60 },
    classes: new Map([['machine', { maxAgeDays: 365 }]]),
  })
})
describe('aliases', () => {
  test('are followed', () => {
    expect(parse('ownerTags: &tags [team]\nknownAccounts: []\n').ownerTags).toEqual(['team'])
  })
  test.each([
    ['that unfold into too much', `a: &a [x]\nb: &b [*a, *a]\nc: [${Array(200).fill('*b').join(', ')}]\n`],
    ['that hold themselves', 'knownAccounts: &x [*x]\n'],
  ])('%s are refused', (_name, text) => {
    expect(() => parse(text)).toThrow(ConfigurationError)
    expect(() => parse(text)).toThrow(/credaudit\.yaml.*alias/i)
  })
})
test('JSON is YAML', () => {
  expect(parse('{"ownerTags": ["team"]}').ownerTags).toEqual(['team'])
})

describe('row 75: limits are held to their range', () => {
  test.each(['1', '3650'])('%s is allowed', (value) => {
    expect(parse(limit(value)).rules.get('access-key-not-rotated')?.parameters).toEqual({ maxAgeDays: Number(value) })
  })
  test.each(['0', '-1', '3651', '.nan', '1e9', '90.5', '"90"'])('%s is refused with its line', (value) => {
    expect(() => parse(limit(value))).toThrow(
      /^credaudit\.yaml line 4: rules\.access-key-not-rotated\.parameters\.maxAgeDays /,
    )
  })
})

test.each([
  ['an unknown key', 'knownAcounts: []', /^credaudit\.yaml line 1: the file Unrecognized key/],
  ['an unknown rule', 'rules: { no-such-rule: {} }', /line 1: rules\.no-such-rule is not a rule/],
  ['an unknown parameter', 'rules: { access-key-not-rotated: { parameters: { days: 1 } } }', /has maxAgeDays$/],
  ['a 13-digit account', "knownAccounts: ['1234567890123']", /line 1: knownAccounts\.0/],
  ['broken YAML', 'rules: [', /^credaudit\.yaml line \d: /],
  [
    'row 7: a prototype as a parameter',
    'rules: { access-key-not-rotated: { parameters: { constructor: 1 } } }',
    /is not a parameter/,
  ],
  ['row 7: a prototype as a rule', 'rules: { __proto__: { enabled: true } }', /__proto__/],
])('%s is refused', (_name, text, message) => {
  expect(() => parse(text)).toThrow(message)
})
