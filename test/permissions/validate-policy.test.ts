import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { parsePolicyDocument } from '#shared/evidence/policy-document.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'
import {
  DEFAULT_TRUST_QUOTA,
  POLICY_QUOTAS,
  charactersOf,
  inlineCharactersOf,
} from '#shared/permissions/policy-size.ts'
import { validatePolicy } from '#shared/permissions/validate-policy.ts'
import type { PolicyKind } from '#shared/permissions/validate-policy.ts'
import { casesOf } from './cases.ts'

const kinds = [
  'managed-policy',
  'user-policy',
  'group-policy',
  'role-policy',
  'permissions-boundary',
  'trust-policy',
  'service-control-policy',
  'resource-control-policy',
] as const satisfies readonly PolicyKind[]

const issue = z.object({
  code: z.string(),
  severity: z.string(),
  path: z.string(),
  suggestion: z.optional(z.string()),
})
const shape = z.object({ kind: z.enum(kinds), document: z.json(), issues: z.array(issue) })

const parse = (document: JsonValue, kind: PolicyKind): PolicyDocument =>
  parsePolicyDocument(document, kind === 'trust-policy' ? 'trust' : 'identity')

describe('validatePolicy', () => {
  it.each(casesOf('validate', shape))('%s', (_name, { kind, document, issues }) => {
    const found = validatePolicy(parse(document, kind), kind)
    const brief = found.map(({ code, severity, path, suggestion }, index) => ({
      code,
      severity,
      path,
      // Cases name a suggestion where it matters to them.
      ...(issues[index]?.suggestion !== undefined && { suggestion }),
    }))
    expect(brief).toEqual(issues)
    for (const { message } of found) expect(message).toMatch(/[.:]$/u)
  })

  it('says in full what is wrong', () => {
    const document = parse(
      { Version: '2024-02-01', Statement: [{ Effect: 'Allow', Action: 's3:GetObjekt', Resource: '*' }] },
      'managed-policy',
    )
    expect(validatePolicy(document, 'managed-policy')).toEqual([
      {
        code: 'wrong-version',
        severity: 'error',
        path: 'Version',
        message: 'Version "2024-02-01" does not exist: it is the language\'s version and not the document\'s date.',
        suggestion: 'Write "2012-10-17".',
      },
      {
        code: 'unknown-action',
        severity: 'warning',
        statementIndex: 0,
        path: 'Statement[0].Action[0]',
        message: 'Action "s3:GetObjekt" does not exist.',
        suggestion: 'Write "s3:GetObject".',
      },
    ])
  })

  it('finds a key that stands twice', () => {
    const text =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}'
    expect(validatePolicy(parse(text, 'managed-policy'), 'managed-policy')[0]).toMatchObject({
      code: 'duplicate-key',
      path: 'Statement[0].Effect',
    })
  })

  it('says that a text is no policy', () => {
    expect(validatePolicy(parse('{', 'managed-policy'), 'managed-policy')).toMatchObject([
      { code: 'not-json', severity: 'error' },
    ])
  })

  it('remembers its answer for a document and a kind', () => {
    const document = parse({ Version: '2012-10-17', Statement: [] }, 'managed-policy')
    expect(validatePolicy(document, 'managed-policy')).toBe(validatePolicy(document, 'managed-policy'))
  })
})

const sized = (characters: number): PolicyDocument => {
  const frame =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/"}]}'
  const text = frame.replace('b/', `b/${'x'.repeat(characters - frame.length)}`).replaceAll(',', ', \n')
  return parse(text, 'managed-policy')
}
const tooLong = (document: PolicyDocument, kind: PolicyKind): readonly string[] =>
  validatePolicy(document, kind)
    .filter(({ code }) => code === 'too-long' || code === 'long-trust-policy')
    .map(({ code }) => code)

describe('size', () => {
  it.each(kinds)('%s: exactly the quota passes, one more fails', (kind) => {
    const quota = POLICY_QUOTAS[kind]
    const blank =
      kind === 'service-control-policy' || kind === 'resource-control-policy' ? charactersOf(sized(200), kind) - 200 : 0
    expect(tooLong(sized(quota - blank), kind)).not.toContain('too-long')
    expect(tooLong(sized(quota - blank + 1), kind)).toContain('too-long')
  })

  it('does not count white space, but for organization policies', () => {
    expect(charactersOf({ text: '{ "a" :\n\t1 }' }, 'managed-policy')).toBe(7)
    expect(charactersOf({ text: '{ "a" :\n\t1 }' }, 'service-control-policy')).toBe(12)
  })

  it('advises on a trust policy that needs a raised quota', () => {
    expect(tooLong(sized(DEFAULT_TRUST_QUOTA), 'trust-policy')).toEqual([])
    expect(tooLong(sized(DEFAULT_TRUST_QUOTA + 1), 'trust-policy')).toEqual(['long-trust-policy'])
  })

  it('adds up inline policies, which share one quota', () => {
    expect(inlineCharactersOf([sized(1500), sized(600)], 'user-policy')).toEqual({ characters: 2100, quota: 2048 })
  })
})
