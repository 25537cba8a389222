import { describe, expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { audit } from '#shared/findings/audit.ts'
import { accessKeyNotRotated } from '#shared/rules/access-keys/access-key-not-rotated.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { accessKey, account, accountWithUsers, at, noPassword, owner, password, user } from '#test/support/facts.ts'

const run = (facts: ReturnType<typeof account>, rules: ReadonlyMap<string, object> = new Map()) =>
  audit({
    account: facts,
    rules: [accessKeyNotRotated],
    configuration: { ...defaultConfiguration, rules },
    now: at('2026-04-01'),
    documentationBase: 'docs/rules/',
    standingOf: () => ({ power: 'reads', exposed: true }),
    ownerOf: () => 'team-a',
  })

const oldKey = accessKey({ createdAt: known(at('2025-12-01')) })
const youngKey = accessKey({ createdAt: known(at('2026-03-01')) })

test('a finding says who, what, since when, how dangerous, whose and what to do', () => {
  const { findings, passed } = run(accountWithUsers(user({ accessKeys: known([oldKey, youngKey]) })))
  expect(passed).toEqual(new Map([['access-key-not-rotated', 1]]))
  expect(findings).toHaveLength(1)
  expect(findings[0]).toMatchObject({
    ruleId: 'access-key-not-rotated',
    severity: 'medium',
    risk: 44,
    owner: 'team-a',
    since: '2025-12-01T00:00:00.000Z',
    subject: { type: 'access-key', arn: 'arn:aws:iam::111111111111:user/alice', name: 'alice' },
    documentation: 'docs/rules/access-key-not-rotated.md',
  })
  expect(findings[0]?.remediation.commands[0]).toBe('aws iam create-access-key --user-name alice')
})
test('what could not be known is listed, and passes nothing', () => {
  const { findings, notAssessed, passed } = run(account({ users: unknownFact('the report was denied') }))
  expect([findings, passed.get('access-key-not-rotated')]).toEqual([[], 0])
  expect(notAssessed).toEqual([
    {
      ruleId: 'access-key-not-rotated',
      subject: { type: 'account', arn: 'arn:aws:iam::111111111111:root', name: '111111111111' },
      reason: 'the report was denied',
    },
  ])
})
test('trap 25: a report that is too old passes nothing, and still fails what fails', () => {
  const stale = account({
    users: known([user({ accessKeys: known([oldKey, youngKey]) })]),
    sources: new Map([
      [
        'credential-report',
        {
          state: 'stale',
          file: 'credential-report.json',
          generatedAt: at('2026-03-31'),
          reason: 'The report is 24 hours old.',
        },
      ],
    ]),
  })
  const { findings, notAssessed, passed } = run(stale)
  expect(findings).toHaveLength(1)
  expect(passed.get('access-key-not-rotated')).toBe(0)
  expect(notAssessed.map(({ reason }) => reason)).toEqual(['The report is 24 hours old.'])
})
describe('the configuration', () => {
  const both = accountWithUsers(
    user({ name: 'alice', password: password(), accessKeys: known([oldKey]) }),
    user({
      name: 'ci',
      password: noPassword,
      accessKeys: known([accessKey({ owner: owner('ci'), createdAt: known(at('2025-12-01')) })]),
    }),
  )
  test('turns a rule off', () => {
    expect(run(both, new Map([['access-key-not-rotated', { enabled: false }]]))).toMatchObject({
      findings: [],
      notAssessed: [],
      passed: new Map(),
    })
  })
  test('sets a severity', () => {
    const { findings } = run(both, new Map([['access-key-not-rotated', { severity: 'low' }]]))
    expect(findings.map(({ severity }) => severity)).toEqual(['low', 'low'])
  })
  test('gives machines another limit than people', () => {
    const classes = new Map([['machine', { maxAgeDays: 365 }]])
    const { findings } = run(both, new Map([['access-key-not-rotated', { classes }]]))
    expect(findings.map(({ subject }) => subject.name)).toEqual(['alice'])
  })
})
