import { readFileSync } from 'node:fs'
import validate from 'asl-validator'
import { expect, test } from 'vitest'

const INFRA = new URL('../../infra/', import.meta.url)
const read = (file: string): string => readFileSync(new URL(file, INFRA), 'utf8')
const machine = read('backfill.asl.json')

const isValid = (text: string): boolean => validate(JSON.parse(text) as object).isValid

test('the state machine is valid, and one that goes nowhere is not', () => {
  expect(isValid(machine)).toBe(true)
  expect(isValid(machine.replace('"Next": "PublishProfiles"', '"Next": "Publish"'))).toBe(false)
})

test('the stack gives every value that the state machine names, and no other', () => {
  const named = [...machine.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name)
  const [, given = ''] = /DefinitionSubstitutions:\n((?: {8}.*\n)+)/.exec(read('backfill.yml')) ?? []
  expect([...given.matchAll(/^ {8}(\w+):/gm)].map(([, name]) => name).sort()).toEqual([...new Set(named)].sort())
})

test('what a query ends with is not asked again: it would be paid for again', () => {
  const source = read('../shared/clients/athena/run-query.ts')
  const [, once = ''] = /"ErrorEquals": \[([^\]]*)\], "MaxAttempts": 0/.exec(machine) ?? []
  const codes = [...once.matchAll(/"(\w+)"/g)].map(([, code = '']) => code)
  expect(codes.length).toBeGreaterThan(2)
  expect(codes.filter((code) => !source.includes(`'${code}'`))).toEqual([])
})

test('nothing of it is in a stack that did not ask for it', () => {
  const stack = `${read('backfill.yml')}\n${read('athena.yml')}`
  const resources = [...stack.matchAll(/^ {2}(\w+):\n {4}Type: AWS::.*\n(.*)\n/gm)]
  expect(resources.length).toBeGreaterThan(6)
  for (const [, name, condition] of resources)
    expect(condition, name).toMatch(/Condition: (?:AsksAthena|BackfillsActivity)/)
  expect(stack).toMatch(/param:activitySource, 'files'/)
  expect(stack).toMatch(/param:backfill, 'off'/)
})
