import { expect, test } from 'vitest'
import { type DiffRow, policyDiff } from '#shared/reports/page/policy-diff.ts'

const statement = (action: string, resource: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: resource }],
})
const changed = (rows: readonly DiffRow[]) => rows.filter(({ kind }) => kind === 'changed')

test('only what differs is marked, each side on its own', () => {
  const rows = policyDiff([statement('s3:GetObject', '*')], [statement('s3:GetObject', 'arn:aws:s3:::b/*')])
  expect(changed(rows)).toEqual([
    { kind: 'changed', before: '      "Resource": "*"', after: '      "Resource": "arn:aws:s3:::b/*"' },
  ])
  expect(rows[0]).toEqual({ kind: 'same', before: '{', after: '{' })
})

test('equal policies have no difference and shrink to one row', () => {
  const policy = statement('s3:GetObject', '*')
  expect(policyDiff([policy], [policy])).toEqual([{ kind: 'gap', before: '10', after: '10' }])
})

test('without policies of today everything comes', () => {
  const rows = policyDiff([], [statement('s3:GetObject', '*')])
  expect(rows.every(({ kind, before }) => kind === 'changed' && before === null)).toBe(true)
})

test('a policy that is no JSON is compared as its text', () => {
  expect(policyDiff(['{broken'], [])).toEqual([{ kind: 'changed', before: '{broken', after: null }])
})

test('policies of many thousand lines are laid side by side and not compared', () => {
  const long = Array.from({ length: 3000 }, (_, index) => `line ${index}`).join('\n')
  expect(changed(policyDiff([long], [long]))).toHaveLength(3000)
})
