import { expect, test } from 'vitest'
import { audit } from '#shared/findings/audit.ts'
import { diff } from '#shared/findings/diff.ts'
import type { Exception } from '#shared/findings/exceptions.ts'
import { known } from '#shared/facts/known.ts'
import { fail, pass } from '#shared/rules/outcome.ts'
import { principalCanEscalate } from '#shared/rules/policies/principal-can-escalate.ts'
import { principalWithoutBoundary } from '#shared/rules/policies/principal-without-boundary.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { defineRule } from '#shared/rules/rule.ts'
import type { Severity } from '#shared/rules/severity.ts'
import { accountWithUsers, allow, at, inlinePolicy, user } from '#test/support/facts.ts'

interface Made {
  readonly id: string
  readonly severity?: Severity
  readonly yieldsTo?: readonly string[]
  readonly frameworks?: readonly `CIS-AWS-5.0.0 ${string}`[]
  readonly passes?: true
  readonly ofUser?: string
}

const made = ({ id, severity = 'high', yieldsTo = [], frameworks = [], passes, ofUser }: Made) =>
  defineRule({
    id,
    yieldsTo,
    family: 'users-and-groups',
    title: id,
    severity,
    frameworks,
    rationale: 'Made for this test.',
    remediation: 'Nothing.',
    needs: ['credential-report'],
    subjects: (account) => account.users,
    evaluate: ({ name }) =>
      passes || (ofUser !== undefined && ofUser !== name) ? pass : fail(`${id} of ${name}.`, {}),
  })

const narrow = { id: 'narrow', yieldsTo: ['telling'], frameworks: ['CIS-AWS-5.0.0 1.9'] } as const
const telling = { id: 'telling', frameworks: ['CIS-AWS-5.0.0 1.2'] } as const
const now = at('2026-04-01')

const run = (rules: readonly Made[], exceptions: readonly Exception[] = []) =>
  audit({
    account: accountWithUsers(user({ name: 'alice' }), user({ name: 'bob' })),
    rules: rules.map(made),
    configuration: defaultConfiguration,
    now,
    documentationBase: 'docs/rules/',
    standingOf: () => ({ power: 'reads', exposed: false }),
    ownerOf: () => undefined,
    exceptions,
  })
const told = (result: ReturnType<typeof run>) => result.findings.map(({ message }) => message)

test('one fact of one subject is one finding, which answers the requirements of both', () => {
  const result = run([narrow, { ...telling, ofUser: 'alice' }])
  expect(told(result)).toEqual(['narrow of bob.', 'telling of alice.'])
  expect(result.findings[1]).toMatchObject({
    alsoTells: ['narrow'],
    frameworks: ['CIS-AWS-5.0.0 1.2', 'CIS-AWS-5.0.0 1.9'],
  })
  expect(result.findings[0]).not.toHaveProperty('alsoTells')
})
test('the graver word stays', () => {
  expect(told(run([narrow, { ...telling, severity: 'medium', ofUser: 'alice' }]))).toHaveLength(3)
})
test('what is passed on is passed on whole', () => {
  const narrowest = { id: 'narrowest', yieldsTo: ['narrow'] }
  for (const rules of [
    [telling, narrow, narrowest],
    [narrowest, narrow, telling],
  ]) {
    const { findings } = run(rules)
    expect(findings.map(({ ruleId, alsoTells }) => [ruleId, alsoTells])).toEqual([
      ['telling', ['narrow', 'narrowest']],
      ['telling', ['narrow', 'narrowest']],
    ])
  }
})
test('an exception is for one rule: the other is told all the same', () => {
  const exception: Exception = {
    ruleId: 'telling',
    subject: 'alice',
    reason: 'known',
    owner: 'team-a',
    endsAt: at('2027-01-01'),
    origin: 'file',
    place: 'exceptions.yaml',
  }
  expect(told(run([narrow, telling], [exception])).sort()).toEqual([
    'narrow of alice.',
    'telling of alice.',
    'telling of bob.',
  ])
})
test('the finding goes on under the id that was told first, whichever rule tells it now', () => {
  const first = diff(run([narrow, { ...telling, passes: true }]), undefined, '1', now)
  const second = diff(run([narrow, telling]), first.state, '1', now)
  const third = diff(run([narrow, { ...telling, passes: true }]), second.state, '1', now)
  expect([second.fresh, second.resolved, third.fresh, third.resolved]).toEqual([[], [], [], []])
  expect(third.state.findings.map(({ id }) => id).sort()).toEqual(first.state.findings.map(({ id }) => id).sort())
})
test('a user who can write its own policy is told once, as one who can escalate', () => {
  const grants = { inlinePolicies: [inlinePolicy('own', allow('iam:PutUserPolicy'))], attachedPolicies: [] }
  const { findings } = audit({
    account: accountWithUsers(user({ grants: known(grants) })),
    rules: [principalWithoutBoundary, principalCanEscalate],
    configuration: defaultConfiguration,
    now,
    documentationBase: 'docs/rules/',
    standingOf: () => ({ power: 'reads', exposed: false }),
    ownerOf: () => undefined,
    exceptions: [],
  })
  expect(findings.map(({ ruleId, alsoTells }) => [ruleId, alsoTells])).toEqual([
    ['principal-can-escalate', ['principal-without-boundary']],
  ])
})
