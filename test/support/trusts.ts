import type { Condition, PolicyDocument, PrincipalElement } from '#shared/facts/policy.ts'
import { ACCOUNT, document } from './facts.ts'

const NOBODY: PrincipalElement = { anyone: false, aws: [], service: [], federated: [], canonicalUser: [] }

export const MANAGEMENT = '999999999999'
export const GITHUB = 'token.actions.githubusercontent.com'
export const oidcArn = (issuer: string): string => `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer}`

export const when = (operator: string, key: string, ...values: readonly string[]): Condition => ({
  operator,
  key,
  values,
})

export const trust = (principal: Partial<PrincipalElement>, ...conditions: readonly Condition[]): PolicyDocument =>
  document({ actions: ['sts:AssumeRole'], principal: { ...NOBODY, ...principal }, conditions })

export const anyoneTrust = (...conditions: readonly Condition[]): PolicyDocument => trust({ aws: ['*'] }, ...conditions)

export const accountTrust = (accountId: string, ...conditions: readonly Condition[]): PolicyDocument =>
  trust({ aws: [`arn:aws:iam::${accountId}:root`] }, ...conditions)

export const oidcTrust = (issuer: string, ...conditions: readonly Condition[]): PolicyDocument =>
  document({
    actions: ['sts:AssumeRoleWithWebIdentity'],
    principal: { ...NOBODY, federated: [oidcArn(issuer)] },
    conditions,
  })

export const githubTrust = (operator: string, ...subjects: readonly string[]): PolicyDocument =>
  oidcTrust(
    GITHUB,
    when('StringEquals', `${GITHUB}:aud`, 'sts.amazonaws.com'),
    when(operator, `${GITHUB}:sub`, ...subjects),
  )

export const unreadableTrust: PolicyDocument = {
  state: 'unreadable',
  text: '%E0%A4%A',
  reason: 'Its encoding is broken.',
}
