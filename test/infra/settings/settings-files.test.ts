import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { settingsFiles } from '#infra/settings/settings-files.ts'
import { allRules } from '#shared/rules/index.ts'
import { parseConfiguration } from '#shared/rules/parse-configuration.ts'

const files = settingsFiles()
const textOf = (place: string): string => readFileSync(new URL(`../../../${place}`, import.meta.url), 'utf8')
const validatorOf = (name: string) =>
  new Ajv2020({ strict: false, allErrors: true }).compile(
    JSON.parse(files.get(`schemas/${name}.json`) ?? '{}') as object,
  )

const refusedByUs = (configuration: unknown): boolean => {
  try {
    parseConfiguration(JSON.stringify(configuration), 'c.json', allRules)
    return false
  } catch {
    return true
  }
}

describe('configuration.json', () => {
  const takes = validatorOf('configuration')
  test('takes the sample', () => {
    expect([takes(parse(textOf('samples/credaudit.yaml'))), takes.errors]).toEqual([true, null])
  })
  test('an editor refuses what the program refuses, and takes what it takes', () => {
    const number = (maxAgeDays: unknown) => ({ rules: { 'access-key-not-rotated': { parameters: { maxAgeDays } } } })
    const candidates: readonly unknown[] = [
      {},
      { unknown: 1 },
      { knownAccounts: ['123456789012'] },
      { knownAccounts: [123456789012] },
      { identityClasses: [{ name: 'Upper', match: [] }] },
      { identityClasses: [{ name: 'lower', match: [{ tag: { key: 'k' } }] }] },
      { rules: { 'no-such-rule': {} } },
      { rules: { 'root-used': { severity: 'grave' } } },
      { rules: { 'root-used': { enabled: false, severity: 'low' } } },
      number(90),
      number(0),
      number(4000),
      number('90'),
      number(1.5),
      { rules: { 'access-key-not-rotated': { parameters: { maxAge: 1 } } } },
      { rules: { 'access-key-not-rotated': { classes: { any: { maxAgeDays: 30 } } } } },
      { rules: { 'access-key-not-rotated': { classes: { any: { maxAgeDays: 0 } } } } },
    ]
    expect(candidates.map((one) => takes(one))).toEqual(candidates.map((one) => !refusedByUs(one)))
  })
  test('every default is one that the rule would take', () => {
    for (const { id, parameters } of allRules) {
      const defaults = Object.fromEntries(Object.entries(parameters).map(([name, spec]) => [name, spec.default]))
      const settings = Object.keys(defaults).length === 0 ? {} : { parameters: defaults }
      expect([id, takes({ rules: { [id]: settings } })]).toEqual([id, true])
    }
  })
})

describe('exceptions.json', () => {
  const takes = validatorOf('exceptions')
  const whole = { rule: 'root-used', subject: 'x', reason: 'a good reason', owner: 'ops', expires: '2026-12-01' }
  test('takes the sample', () => {
    expect([takes(parse(textOf('samples/exceptions.yaml'))), takes.errors]).toEqual([true, null])
  })
  test.each(Object.keys(whole))('asks for %s', (key) => {
    const without = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== key))
    expect([takes({ exceptions: [whole] }), takes({ exceptions: [without] })]).toEqual([true, false])
  })
  test('knows which rules can be excepted', () => {
    expect(takes({ exceptions: [{ ...whole, rule: 'exception-unused' }] })).toBe(false)
  })
})

test('the page has each key and each parameter', () => {
  const page = files.get('configuration.md') ?? ''
  for (const key of ['identityClasses[].match[].tag.value', 'optOutTag.rules', 'exceptions[].expires'])
    expect(page).toContain(`| \`${key}\` |`)
  for (const { id, parameters } of allRules)
    for (const name of Object.keys(parameters)) expect(page).toContain(`| [\`${id}\`](rules/${id}.md) | \`${name}\` |`)
})
