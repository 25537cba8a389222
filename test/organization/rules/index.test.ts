import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { organizationRules } from '#shared/organization/rules/index.ts'

const RULES = path.resolve(import.meta.dirname, '../../../shared/organization/rules')
const ruleFiles = readdirSync(RULES).filter((file) =>
  /\bid: 'organization-/u.test(readFileSync(path.join(RULES, file), 'utf8')),
)

test('every file that holds a rule is in the list', () => {
  const idsIn = (file: string) =>
    /\bid: '(?<id>organization-[a-z-]+)'/u.exec(readFileSync(path.join(RULES, file), 'utf8'))?.groups?.['id']
  expect(ruleFiles.map(idsIn).sort()).toEqual(organizationRules.map(({ id }) => id).sort())
})

test.each(ruleFiles)('%s has its table', (file) => {
  expect(existsSync(path.join(import.meta.dirname, file.replace(/\.ts$/u, '.test.ts')))).toBe(true)
})
