import { expect, test } from 'vitest'
import { byNumber, FRAMEWORKS, requirementsOf } from '#shared/reports/page/requirements.ts'
import { auditDocumentOf, finding, gap } from '#test/support/findings.ts'

const CIS = 'CIS-AWS-3.0.0'
const rule = (id: string, ...frameworks: string[]) => ({ id, family: 'root', title: id, severity: 'high', frameworks })

const stateOf = (number: string, more: Parameters<typeof auditDocumentOf>[0]) =>
  requirementsOf(auditDocumentOf({ findings: [], notAssessed: [], ...more }), CIS).find(
    (requirement) => requirement.number === number,
  )

const rules = [rule('one', `${CIS} 1.4`), rule('two', `${CIS} 1.4`, 'SecurityHub IAM.4')]

test.each([
  ['a finding', { findings: [finding({ ruleId: 'one' })], passed: { two: 3 } }, 'fails'],
  [
    'a finding and something that was not seen',
    { findings: [finding({ ruleId: 'one' })], notAssessed: [gap({ ruleId: 'two' })] },
    'fails',
  ],
  [
    'one check not made, all others passed',
    { passed: { one: 9 }, notAssessed: [gap({ ruleId: 'two' })] },
    'not-assessed',
  ],
  ['only passes', { passed: { one: 1, two: 0 } }, 'passes'],
  ['nothing', { passed: { one: 0, two: 0 } }, 'nothing-to-judge'],
  [
    'only an excepted finding',
    { findings: [finding({ ruleId: 'one', status: 'excepted' as const })] },
    'nothing-to-judge',
  ],
  [
    'only a resolved finding',
    { findings: [finding({ ruleId: 'one', status: 'resolved' as const })], passed: { one: 1 } },
    'passes',
  ],
])('%s', (_name, more, state) => {
  expect(stateOf('1.4', { rules, ...more })?.state).toBe(state)
})

test('a requirement that no rule answers is not covered, and never passed', () => {
  expect(stateOf('1.3', { rules })).toMatchObject({ state: 'not-covered', rules: [], passed: 0 })
})

test('a requirement of another version does not count', () => {
  const document = auditDocumentOf({ rules: [rule('one', 'CIS-AWS-7.0.0 2.4')], findings: [] })
  expect(requirementsOf(document, CIS).every(({ state }) => state === 'not-covered')).toBe(true)
})

test('numbers stand in their order', () => {
  expect(['1.10', 'KMS.1', '1.9', '2.1.1', '2.1', 'IAM.2', '1.1'].sort(byNumber)).toEqual([
    '1.1',
    '1.9',
    '1.10',
    '2.1',
    '2.1.1',
    'IAM.2',
    'KMS.1',
  ])
})

test.each([
  ['CIS-AWS-7.0.0', 26],
  ['CIS-AWS-5.0.0', 21],
  ['CIS-AWS-3.0.0', 22],
  ['SecurityHub', 27],
])('%s has %d requirements on identities', (id, count) => {
  expect(FRAMEWORKS.find((framework) => framework.id === id)?.all).toHaveLength(count)
})
