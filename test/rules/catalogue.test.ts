import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { allRules } from '#shared/rules/index.ts'
import { formatRulePage } from '#shared/rules/rule-page.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const camelCase = (id: string) => id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
const ruleFiles = readdirSync(path.join(ROOT, 'shared/rules'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.includes('/') && file.endsWith('.ts') && !file.endsWith('/index.ts'))
  .filter((file) => readFileSync(path.join(ROOT, 'shared/rules', file), 'utf8').includes('defineRule('))

test('ids are unique, former ones included', () => {
  const ids = allRules.flatMap(({ id, formerly = [] }) => [id, ...formerly])
  expect(ids.length).toBe(new Set(ids).size)
})
test('rules give way to rules that exist, and not in a circle', () => {
  const yieldsTo = new Map(allRules.map((rule) => [rule.id, rule.yieldsTo ?? []]))
  const reached = (id: string, from: readonly string[]): readonly string[] => {
    expect(from, 'a circle').not.toContain(id)
    expect(yieldsTo.has(id), id).toBe(true)
    return (yieldsTo.get(id) ?? []).flatMap((next) => reached(next, [...from, id]))
  }
  for (const id of yieldsTo.keys()) reached(id, [])
})
test('every file that defines a rule is in the list, and nothing else is', () => {
  const listed = allRules.map(({ id, family }) => `${family}/${id}.ts`)
  expect([...listed].sort()).toEqual([...ruleFiles].sort())
})

describe.each(allRules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const file = path.join(ROOT, 'shared/rules', rule.family, `${id}.ts`)
  test('file, export, test and page agree', () => {
    expect(id).toMatch(/^[a-z][a-z0-9-]+[a-z0-9]$/)
    expect(readFileSync(file, 'utf8')).toContain(`export const ${camelCase(id)} = defineRule`)
    expect(existsSync(path.join(ROOT, 'test/rules', rule.family, `${id}.test.ts`)), 'its test').toBe(true)
    const page = path.join(ROOT, 'docs/rules', `${id}.md`)
    expect(existsSync(page) ? readFileSync(page, 'utf8') : '', 'its page: npm run generate').toBe(formatRulePage(rule))
  })
  test('people can read its card', () => {
    expect(rule.title.length).toBeLessThanOrEqual(100)
    expect(rule.rationale).toMatch(/^[A-Z`].{30,}[.)`]$/s)
    expect(rule.remediation).toMatch(/^[A-Z`].{8,}[.)`]$/s)
    // What is judged of the evidence itself, or of exceptions, stands on no single file.
    if (rule.family !== 'evidence' && rule.family !== 'exceptions') expect(rule.needs.length).toBeGreaterThan(0)
    for (const reference of rule.frameworks) {
      expect(reference).toMatch(/^(CIS-AWS-\d\.\d\.\d \d+(\.\d+)+|SecurityHub [A-Za-z]+\.\d+|AWSConfig [a-z0-9-]+)$/)
    }
    for (const spec of Object.values(rule.parameters)) expect(spec.what).toMatch(/^[A-Z].+\.$/s)
  })
})
