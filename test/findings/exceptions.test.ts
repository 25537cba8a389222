import { describe, expect, test } from 'vitest'
import { known } from '#shared/facts/known.ts'
import { audit } from '#shared/findings/audit.ts'
import { except, type Exception } from '#shared/findings/exceptions.ts'
import { optOutTagsOf } from '#shared/findings/opt-out-tags.ts'
import { accessKeyNotRotated } from '#shared/rules/access-keys/access-key-not-rotated.ts'
import { type AuditConfiguration, defaultConfiguration } from '#shared/rules/configuration.ts'
import { exceptionRules } from '#shared/rules/exceptions/index.ts'
import { exception } from '#test/support/exceptions.ts'
import { accessKey, accountWithUsers, at, owner, user } from '#test/support/facts.ts'
import { finding, gap } from '#test/support/findings.ts'

const now = at('2026-04-01')
const ran = { ruleIds: new Set(['access-key-not-rotated']), notAssessed: [] }
const about = (name: string, accessKeyId?: string) =>
  finding({
    id: name,
    subject: { type: 'access-key', arn: owner(name).arn, name, ...(accessKeyId === undefined ? {} : { accessKeyId }) },
  })
const statuses = (exceptions: readonly Exception[], ...names: readonly string[]) =>
  except(
    names.map((name) => about(name, 'AKIAEXAMPLE')),
    exceptions,
    ran,
    now,
  ).findings.map(({ status }) => status)

describe('a pattern is compared with', () => {
  test.each([
    ['the name', 'ci-*'],
    ['the ARN', 'arn:aws:iam::111111111111:user/ci-*'],
    ['the key id', 'AKIAEXAMPLE'],
  ])('%s', (_name, subject) => {
    expect(statuses([exception({ subject })], 'ci-build')).toEqual(['excepted'])
  })
  test('and with nothing else', () => {
    expect(statuses([exception({ subject: 'CI-*' })], 'ci-build')).toEqual(['new'])
    expect(statuses([exception({ ruleId: 'access-key-unused' })], 'ci-build')).toEqual(['new'])
  })
  test('a tag means its own principal: no pattern', () => {
    const tag = exception({ origin: 'tag', subject: owner('ci-*').arn })
    expect(statuses([tag], 'ci-build')).toEqual(['new'])
  })
})

test('an excepted finding stays visible, with who, why and until when', () => {
  const { findings, uses } = except([about('ci-build')], [exception()], ran, now)
  expect(findings[0]?.exception).toEqual({
    origin: 'file',
    reason: 'The vendor cannot use roles before summer.',
    owner: 'ops@example.com',
    endsAt: '2026-07-01T00:00:00.000Z',
  })
  expect(uses).toMatchObject([{ matched: 1, ruleInTheDark: false }])
})
test('its last moment, and the one after', () => {
  const last = new Date(now.getTime() + 1)
  expect(statuses([exception({ endsAt: last })], 'ci-build')).toEqual(['excepted'])
  expect(statuses([exception({ endsAt: now })], 'ci-build')).toEqual(['new'])
})
test('of several the one that ends last is told', () => {
  const short = exception({ subject: 'ci-build', endsAt: at('2026-04-05') })
  expect(except([about('ci-build')], [short, exception()], ran, now).findings[0]?.exception?.endsAt).toBe(
    '2026-07-01T00:00:00.000Z',
  )
})
test('exceptions of rules that did not run are not judged, those of rules in the dark are marked', () => {
  const exceptions = [exception(), exception({ ruleId: 'root-used' })]
  const dark = { ...ran, notAssessed: [gap({ ruleId: 'access-key-not-rotated' })] }
  expect(except([], exceptions, dark, now).uses).toMatchObject([
    { ruleId: 'access-key-not-rotated', matched: 0, ruleInTheDark: true },
  ])
})

describe('in an audit', () => {
  const oldKey = (name: string) => accessKey({ owner: owner(name), createdAt: known(at('2025-12-01')) })
  const tagged = (name: string, value?: string) =>
    user({
      name,
      accessKeys: known([oldKey(name)]),
      tags: known(value === undefined ? [] : [{ key: 'credaudit-except', value }]),
    })
  const run = (
    exceptions: readonly Exception[],
    configuration: Partial<AuditConfiguration>,
    ...users: ReturnType<typeof user>[]
  ) =>
    audit({
      account: accountWithUsers(...users),
      rules: [accessKeyNotRotated, ...exceptionRules],
      configuration: { ...defaultConfiguration, ...configuration },
      now,
      documentationBase: 'docs/rules/',
      standingOf: () => ({ power: 'reads', exposed: true }),
      ownerOf: () => undefined,
      exceptions,
    }).findings.map(({ ruleId, status, subject }) => `${ruleId} ${subject.name} ${status}`)

  test('the exceptions are judged by what became of the findings', () => {
    const ended = exception({ subject: 'bob', endsAt: now })
    expect(run([exception(), ended, exception({ subject: 'nobody' })], {}, tagged('ci-build'), tagged('bob'))).toEqual([
      'access-key-not-rotated bob new',
      'access-key-not-rotated ci-build excepted',
      'exception-expired access-key-not-rotated for bob new',
      'exception-unused access-key-not-rotated for nobody new',
    ])
  })
  const value = 'access-key-not-rotated until 2026-06-30 by ops: moves to roles in summer'
  test('a tag excepts nothing unless the configuration lets it', () => {
    expect(run([], {}, tagged('alice', value))).toEqual(['access-key-not-rotated alice new'])
  })
  test('a tag excepts its own principal, and is a finding itself', () => {
    const optOutTag = { key: 'credaudit-except', rules: ['access-key-not-rotated'] }
    expect(run([], { optOutTag }, tagged('alice', value), tagged('bob')).toSorted()).toEqual([
      'access-key-not-rotated alice excepted',
      'access-key-not-rotated bob new',
      'opt-out-tag-set alice new',
    ])
  })
})

describe('an opt-out tag is refused', () => {
  const problemOf = (value: string) => {
    const facts = accountWithUsers(user({ tags: known([{ key: 'Credaudit-Except', value }]) }))
    const [tag] = optOutTagsOf(facts, { key: 'credaudit-except', rules: ['access-key-not-rotated'] }, now)
    return tag?.reading.state === 'refused' ? tag.reading.problem : tag?.reading.state
  }
  test.each([
    ['access-key-not-rotated until 2026-06-30 by ops: moves to roles', 'read'],
    ['true', 'it does not have the form "RULE-ID until 2026-12-31 by OWNER: REASON"'],
    ['root-used until 2026-06-30 by ops: moves to roles', 'the configuration does not let a tag except root-used'],
    ['access-key-not-rotated until 2026-02-30 by ops: moves to roles', '2026-02-30 is not a day'],
    ['access-key-not-rotated until 2027-04-02 by ops: moves to roles', 'read'],
    ['access-key-not-rotated until 2027-04-03 by ops: moves to roles', '2027-04-03 is more than 366 days away'],
    [
      'access-key-not-rotated until 2026-06-30 by ops: short',
      'it does not have the form "RULE-ID until 2026-12-31 by OWNER: REASON"',
    ],
  ])('%s', (value, problem) => {
    expect(problemOf(value)).toBe(problem)
  })
})
