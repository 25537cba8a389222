import { expect, test } from 'vitest'
import type { EvidenceProblem } from '#shared/facts/evidence-source.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { evidenceImplausible } from '#shared/rules/evidence/evidence-implausible.ts'
import { account, at } from '#test/support/facts.ts'

const problem = (more: Partial<EvidenceProblem>): EvidenceProblem => ({
  kind: 'evidence-problem',
  source: 'credential-report',
  where: 'credential-report.csv row 7',
  code: 'row-width',
  reason: 'credential-report.csv row 7 is left out: it has 21 fields.',
  ...more,
})
const run = (...problems: readonly EvidenceProblem[]) =>
  evidenceImplausible
    .run(account({ problems }), { now: at('2026-04-01'), configuration: defaultConfiguration })
    .map(({ subject, outcome }) => ({
      identity: subject.identity,
      ...(outcome.status === 'fail' ? { message: outcome.message, severity: outcome.severity } : {}),
    }))

test('no problem, no finding', () => {
  expect(run()).toEqual([])
})

test('row 4: a row of the wrong width is a finding about its row', () => {
  expect(run(problem({}))).toEqual([
    {
      identity: 'credential-report|row-width|credential-report.csv row 7',
      message: 'credential-report.csv row 7 is left out: it has 21 fields.',
      severity: undefined,
    },
  ])
})

test('row 14: a value that cannot be right is milder, and names its place', () => {
  expect(
    run(problem({ code: 'future-date', subjectArn: 'arn:aws:iam::111111111111:user/bob', reason: 'it lies ahead' })),
  ).toEqual([
    {
      identity: 'credential-report|future-date|arn:aws:iam::111111111111:user/bob',
      message: 'credential-report.csv row 7: it lies ahead',
      severity: 'low',
    },
  ])
})

test('two values of one subject are one finding, so that no id stands twice', () => {
  const at7 = (what: string) => `${what} in credential-report.csv row 7 lies in the future.`
  const made = ['a', 'b', 'c', 'd'].map((what) =>
    problem({ code: 'future-date', subjectArn: 'arn:aws:iam::111111111111:user/bob', reason: at7(what) }),
  )
  expect(run(...made).map(({ message }) => message)).toEqual([`${at7('a')} ${at7('b')} ${at7('c')} (and 1 more)`])
})

test('row 6: a subject named __proto__ is counted like any other', () => {
  const [first] = run(problem({ subjectName: '__proto__' }))
  expect(first?.identity).toBe('credential-report|row-width|__proto__')
})
