import { expect, test } from 'vitest'
import { secondOpinionProblems } from '#infra/cloudformation/second-opinion.ts'

// Of cfn-lint 1.58.0, without the places in the text.
const match = (id: string, level: string, file: string | null, at: readonly (string | number)[] | null) => ({
  Filename: file,
  Level: level,
  Location: { Path: at },
  Message: `what ${id} found`,
  Rule: { Id: id },
})
const printed = JSON.stringify([
  match('W3005', 'Warning', 'stack.json', ['Resources', 'Function', 'DependsOn', 0]),
  match('W2001', 'Warning', 'stack.json', ['Parameters', 'Unused']),
  match('E0003', 'Error', null, null),
])

test('errors and warnings are problems, except of the rules that are expected', () => {
  expect(secondOpinionProblems(printed, new Set(['W3005']))).toEqual([
    'stack.json: Warning W2001 Parameters.Unused: what W2001 found',
    'cfn-lint: Error E0003 : what E0003 found',
  ])
})

test('an expected rule hides no other', () => {
  expect(secondOpinionProblems(printed, new Set())).toHaveLength(3)
})

test('nothing found is no problem', () => {
  expect(secondOpinionProblems('[]', new Set())).toEqual([])
})
