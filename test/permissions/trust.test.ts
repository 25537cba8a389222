import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { parsePolicyDocument } from '#shared/evidence/policy-document.ts'
import { sharedIssuerOf } from '#shared/permissions/shared-oidc-issuers.ts'
import { oidcTrustOf, trustGrantsOf } from '#shared/permissions/trust.ts'
import { role } from '#test/support/facts.ts'
import { casesOf } from './cases.ts'

const grant = z.object({
  party: z.record(z.string(), z.unknown()),
  externalIds: z.array(z.string()),
  mfa: z.boolean(),
  narrowsCaller: z.boolean(),
  bindsSource: z.boolean(),
})
const oidc = z.object({
  subjectWidth: z.string(),
  tenancyChecked: z.boolean(),
  shared: z.boolean(),
  admitsPullRequests: z.boolean(),
})
const shape = z.object({ document: z.json(), grants: z.optional(z.array(grant)), oidc: z.optional(z.array(oidc)) })

describe('trustGrantsOf', () => {
  it.each(casesOf('trust', shape))('%s', (_name, expected) => {
    const grants = trustGrantsOf(role({ trustPolicy: parsePolicyDocument(expected.document, 'trust') }))
    const brief = grants.map(({ party, conditions: { externalIds, mfa, callers, bindsSource } }) => ({
      party,
      externalIds,
      mfa,
      narrowsCaller: callers.length > 0,
      bindsSource,
    }))
    const tokens = grants.map(oidcTrustOf).map((found) => ({
      subjectWidth: found?.subjectWidth,
      tenancyChecked: found?.tenancyChecked,
      shared: found?.shared !== undefined,
      admitsPullRequests: found?.admitsPullRequests,
    }))
    expect({
      ...(expected.grants && { grants: brief }),
      ...(expected.oidc && { oidc: tokens }),
    }).toEqual({
      ...(expected.grants && { grants: expected.grants }),
      ...(expected.oidc && { oidc: expected.oidc }),
    })
  })

  it('lets nobody in by a trust policy that cannot be read', () => {
    expect(trustGrantsOf(role({ trustPolicy: parsePolicyDocument('{', 'trust') }))).toEqual([])
  })
})

describe('sharedIssuerOf', () => {
  it.each([
    ['https://token.actions.githubusercontent.com/', 'token.actions.githubusercontent.com:sub'],
    ['gitlab.com', 'gitlab.com:sub'],
    ['api.pulumi.com/oidc', 'api.pulumi.com/oidc:aud'],
    ['cognito-identity.amazonaws.com', 'cognito-identity.amazonaws.com:aud'],
    ['gitlab.example.com', undefined],
  ])('%s', (issuer, key) => {
    expect(sharedIssuerOf(issuer)?.tenancyKey).toBe(key)
  })
})
