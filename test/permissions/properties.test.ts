import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expandActionPattern } from '#shared/catalogue/expand-action-pattern.ts'
import { matchesGlob } from '#shared/facts/glob.ts'
import { known } from '#shared/facts/known.ts'
import type { Condition, PolicyDocument } from '#shared/facts/policy.ts'
import { effectivePermissionsOf, scopeOf } from '#shared/permissions/effective-permissions.ts'
import { compilePolicies } from '#shared/permissions/evaluate.ts'
import { coversPattern, matchesPattern, overlapsPattern, patternOf } from '#shared/permissions/wildcard-pattern.ts'
import { account, document, inlinePolicy, user } from '#test/support/facts.ts'

const actions = ['s3:GetObject', 's3:PutObject', 'sqs:SendMessage', 'sqs:DeleteQueue', 'iam:PutUserPolicy']
const resources = [
  'arn:aws:s3:::b/k',
  'arn:aws:s3:::c/k',
  'arn:aws:sqs:eu-west-1:111111111111:jobs',
  'arn:aws:iam::111111111111:user/alice',
]
const actionPatterns = [...actions, '*', 's3:*', 's3:Get*', '*:Put*', 'sqs:?e*']
const resourcePatterns = [
  ...resources,
  '*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::b/*',
  'arn:aws:sqs:*:*:job?',
  'arn:aws:iam::*:user/*',
]
const list = (values: readonly string[]) => fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 })
const conditions = fc.constantFrom<readonly Condition[]>(
  [],
  [],
  [{ operator: 'StringEquals', key: 'aws:RequestedRegion', values: ['eu-west-1'] }],
)

const statement = fc
  .record({
    effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const),
    negatedActions: fc.boolean(),
    negatedResources: fc.boolean(),
    actions: list(actionPatterns),
    resources: list(resourcePatterns),
    conditions,
  })
  .map(({ effect, negatedActions, negatedResources, actions: a, resources: r, conditions: c }) => ({
    effect,
    conditions: c,
    ...(negatedActions ? { notActions: a } : { actions: a }),
    ...(negatedResources ? { notResources: r } : { resources: r }),
  }))
const policy = fc.array(statement, { minLength: 1, maxLength: 4 }).map((statements) => document(...statements))
const request = fc.record({ action: fc.constantFrom(...actions), resource: fc.constantFrom(...resources) })

const outcome = (documents: readonly PolicyDocument[], one: { action: string; resource: string }): string =>
  compilePolicies(documents).decide(one).outcome

const glob = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 7 }).map((letters) => letters.join(''))
const text = fc.array(fc.constantFrom('a', 'b'), { maxLength: 7 }).map((letters) => letters.join(''))

describe('patterns', () => {
  it('match as the plain matcher does', () => {
    fc.assert(
      fc.property(glob, text, (pattern, one) => {
        expect(matchesPattern(patternOf(pattern), one)).toBe(matchesGlob(pattern, one))
      }),
    )
  })

  it('never claim to cover what they do not match', () => {
    fc.assert(
      fc.property(glob, glob, text, (wide, narrow, one) => {
        fc.pre(coversPattern(patternOf(wide), patternOf(narrow)) && matchesGlob(narrow, one))
        expect(matchesGlob(wide, one)).toBe(true)
      }),
      { maxSkipsPerRun: 1000 },
    )
  })

  it('overlap where a text matches both', () => {
    fc.assert(
      fc.property(glob, glob, text, (a, b, one) => {
        fc.pre(matchesGlob(a, one) && matchesGlob(b, one))
        expect(overlapsPattern(patternOf(a), patternOf(b))).toBe(true)
      }),
      { maxSkipsPerRun: 1000 },
    )
  })

  it('overlap either way round, and where one covers the other', () => {
    fc.assert(
      fc.property(glob, glob, (a, b) => {
        expect(overlapsPattern(patternOf(a), patternOf(b))).toBe(overlapsPattern(patternOf(b), patternOf(a)))
        const covered = coversPattern(patternOf(a), patternOf(b))
        expect(covered && !overlapsPattern(patternOf(a), patternOf(b))).toBe(false)
      }),
    )
  })
})

describe('decisions', () => {
  it('Deny always wins', () => {
    fc.assert(
      fc.property(fc.array(policy, { maxLength: 3 }), request, (documents, one) => {
        const deny = document({ effect: 'Deny', actions: [one.action], resources: [one.resource] })
        expect(outcome([...documents, deny], one)).toBe('explicit-deny')
      }),
    )
  })

  it('without Deny, the union allows all that its parts allow', () => {
    fc.assert(
      fc.property(fc.array(policy, { minLength: 2, maxLength: 3 }), request, (documents, one) => {
        const allows = documents.map((part): PolicyDocument =>
          part.state === 'parsed'
            ? { ...part, statements: part.statements.filter(({ effect }) => effect === 'Allow') }
            : part,
        )
        const parts = allows.map((part) => outcome([part], one))
        const best = ['allow', 'conditional', 'implicit-deny'].find((answer) => parts.includes(answer))
        expect(outcome(allows, one)).toBe(best)
      }),
    )
  })

  it('do not depend on the order of the documents', () => {
    fc.assert(
      fc.property(fc.array(policy, { minLength: 2, maxLength: 4 }), request, (documents, one) => {
        expect(compilePolicies(documents.toReversed()).decide(one)).toEqual(compilePolicies(documents).decide(one))
      }),
    )
  })

  it('stay the same when patterns are written out', () => {
    fc.assert(
      fc.property(list(actionPatterns), request, (patterns, one) => {
        const short = document({ actions: patterns })
        const long = document({ actions: patterns.flatMap(expandActionPattern) })
        expect(outcome([long], one)).toBe(outcome([short], one))
      }),
      { numRuns: 40 },
    )
  })

  it('agree with the effective permissions', () => {
    fc.assert(
      fc.property(fc.array(policy, { minLength: 1, maxLength: 3 }), request, (documents, one) => {
        const alice = user({
          grants: known({ attachedPolicies: [], inlinePolicies: documents.map((d, i) => inlinePolicy(`p${i}`, d)) }),
        })
        const permissions = effectivePermissionsOf(alice, account({ users: known([alice]) }))
        if (permissions.state === 'unknown') throw new Error(permissions.reason)
        const { reach, conditional } = scopeOf(permissions.value, one.action)
        const fits = one.resource.startsWith(`arn:aws:${one.action.split(':')[0]}:`)
        fc.pre(fits)
        const decision = permissions.value.decide(one.action, one.resource).outcome
        const wrong =
          (reach === 'none' && !decision.endsWith('deny')) ||
          (reach === 'all' && !conditional && decision !== 'allow') ||
          (conditional && decision === 'allow')
        expect(wrong, `${reach} ${String(conditional)} ${decision}`).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})
