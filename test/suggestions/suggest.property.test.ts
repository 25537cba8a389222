import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { surplusCopiesOf } from '#shared/activity/copies-of.ts'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import { canonicalActionOf } from '#shared/catalogue/actions.ts'
import { observedUseOf } from '#shared/suggestions/observed-use.ts'
import type { ProposedPolicy } from '#shared/suggestions/policy-suggestion.ts'
import { prove } from '#shared/suggestions/prove.ts'
import { requestResolver } from '#shared/suggestions/request-resolver.ts'
import { suggest } from '#shared/suggestions/suggest.ts'
import { validatePolicy } from '#shared/permissions/validate-policy.ts'
import { readProposal } from '#shared/suggestions/prove-proposal.ts'
import { ACCOUNT, account } from '#test/support/facts.ts'
import { observedCalls as calls } from '#test/support/observed-calls.ts'
import { addCalls, type CallMade, newProfile } from '#test/support/usage.ts'

const ROLE = `arn:aws:iam::${ACCOUNT}:role/app`
const resolve = requestResolver(account())

const profileOf = (made: readonly CallMade[]): UsageProfile => {
  const profile = newProfile()
  addCalls(profile, { arn: ROLE }, made)
  return profile
}
const usesIn = (profile: UsageProfile) => profile.principals.values()
const suggestionOf = (profile: UsageProfile, limit?: number) =>
  suggest(observedUseOf(usesIn(profile), resolve, surplusCopiesOf(profile)), limit)
const proofOf = (profile: UsageProfile, policies: readonly ProposedPolicy[], steps = suggestionOf(profile).steps) =>
  prove({ uses: usesIn(profile), resolve, policies, steps, today: undefined })
const documentsIn = (profile: UsageProfile) => suggestionOf(profile).policies.map(({ document }) => document)

describe('a suggestion, whatever was used', () => {
  it('covers all of it, and is wider by named steps only', () => {
    fc.assert(
      fc.property(calls, (made) => {
        const profile = profileOf(made)
        const proof = proofOf(profile, documentsIn(profile))
        expect(proof.notCovered).toEqual([])
        expect(proof.covered).toBeGreaterThan(0)
        expect(proof.wider.filter(({ named }) => !named)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('does not depend on the order of the calls, and the second time is the same', () => {
    fc.assert(
      fc.property(
        calls.chain((made) => fc.tuple(fc.constant(made), fc.shuffledSubarray(made, { minLength: made.length }))),
        ([made, shuffled]) => {
          const first = JSON.stringify(suggestionOf(profileOf(made)))
          expect(JSON.stringify(suggestionOf(profileOf(shuffled)))).toBe(first)
          expect(JSON.stringify(suggestionOf(profileOf([...made, ...made])))).toBe(first)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('is minimal: without any one of its statements some call fails', () => {
    fc.assert(
      fc.property(calls, (made) => {
        const profile = profileOf(made)
        const documents = documentsIn(profile)
        for (const [at, policy] of documents.entries()) {
          for (const dropped of policy.Statement) {
            const left = { ...policy, Statement: policy.Statement.filter((one) => one !== dropped) }
            const { notCovered } = proofOf(profile, documents.with(at, left))
            expect(notCovered.length, `${JSON.stringify(dropped)} of ${JSON.stringify(policy)}`).toBeGreaterThan(0)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('names actions that exist, is valid, and has Sids of its own', () => {
    fc.assert(
      fc.property(calls, (made) => {
        const documents = documentsIn(profileOf(made))
        const statements = documents.flatMap(({ Statement }) => Statement)
        for (const { Action } of statements) for (const action of Action) expect(canonicalActionOf(action)).toBe(action)
        expect(new Set(statements.map(({ Sid }) => Sid)).size).toBe(statements.length)
        for (const document of documents) {
          const text = JSON.stringify(document)
          const errors = validatePolicy(
            { ...readProposal(document), text, json: JSON.parse(text) } as never,
            'managed-policy',
          )
          expect(errors.filter(({ severity }) => severity === 'error')).toEqual([])
        }
      }),
      { numRuns: 60 },
    )
  })

  it('never leaves the account, Region, type or bucket, and keeps roles, keys and secrets word for word', () => {
    fc.assert(
      fc.property(calls, (made) => {
        const observed = new Set(made.flatMap(({ resources = ['*'] }) => resources))
        for (const { Action, Resource } of documentsIn(profileOf(made)).flatMap(({ Statement }) => Statement)) {
          for (const resource of Resource) {
            if (observed.has(resource)) continue
            expect(Action.every((action) => !/^(?:iam|kms|secretsmanager):/u.test(action))).toBe(true)
            const place = resource.split(':', 5).join(':')
            const bucket = resource.includes(':s3:') ? (resource.split('/', 1)[0] ?? '') : place
            expect([...observed].some((one) => one.startsWith(bucket))).toBe(true)
            expect(place).not.toContain('*')
          }
        }
      }),
      { numRuns: 100 },
    )
  })

  it('says the same in smaller documents, each within the limit', () => {
    fc.assert(
      fc.property(calls, fc.integer({ min: 500, max: 3000 }), (made, limit) => {
        const profile = profileOf(made)
        const { policies, steps } = suggestionOf(profile, limit)
        expect(policies.every(({ characters }) => characters <= limit)).toBe(true)
        expect(
          proofOf(
            profile,
            policies.map(({ document }) => document),
            steps,
          ).notCovered,
        ).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})
