import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { parsePolicyDocument } from '#shared/evidence/policy-document.ts'
import { compilePolicies, decide } from '#shared/permissions/evaluate.ts'
import { contextOf } from '#shared/permissions/request-context.ts'
import { casesOf } from './cases.ts'

const request = z.object({
  action: z.string(),
  resource: z.string(),
  outcome: z.string(),
  context: z.optional(z.record(z.string(), z.union([z.string(), z.array(z.string())]))),
  others: z.optional(z.enum(['absent', 'unknown'])),
  dependsOn: z.optional(z.array(z.string())),
})
const shape = z.object({ policies: z.array(z.json()), boundary: z.optional(z.json()), requests: z.array(request) })

describe('decide', () => {
  it.each(casesOf('decide', shape))('%s', (_name, { policies, boundary, requests }) => {
    const compile = (documents: typeof policies) =>
      compilePolicies(documents.map((document) => parsePolicyDocument(document, 'identity')))
    const set = { identity: compile(policies), ...(boundary === undefined ? {} : { boundary: compile([boundary]) }) }
    const answers = requests.map(({ action, resource, context, others }) =>
      decide({ action, resource, ...(context && { context: contextOf(context, others) }) }, set),
    )
    expect(answers).toEqual(requests.map(({ outcome, dependsOn }) => ({ outcome, ...(dependsOn && { dependsOn }) })))
  })

  it('takes hostile condition keys as keys', () => {
    const text = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{"__proto__":"x"}}}]}`
    const policies = compilePolicies([parsePolicyDocument(text, 'identity')])
    const one = { action: 's3:GetObject', resource: 'arn:aws:s3:::b/k' }
    expect(policies.decide(one)).toEqual({ outcome: 'conditional', dependsOn: ['__proto__'] })
    expect(policies.decide({ ...one, context: contextOf({}, 'absent') })).toEqual({ outcome: 'implicit-deny' })
  })

  it('answers the same request from memory', () => {
    const policies = compilePolicies([
      parsePolicyDocument(
        { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] },
        'identity',
      ),
    ])
    const once = policies.decide({ action: 's3:GetObject', resource: 'arn:aws:s3:::b/k' })
    expect(policies.decide({ action: 's3:GetObject', resource: 'arn:aws:s3:::b/k' })).toBe(once)
  })
})
