import { expect, test } from 'vitest'
import { parseOrganizationPolicies } from '#shared/evidence/organization-lists.ts'
import { known, unknownFact } from '#shared/facts/known.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'
import type { OrganizationPolicy } from '#shared/facts/settings.ts'
import { organizationGuardrailMissing } from '#shared/rules/account-and-organization/organization-guardrail-missing.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, account, allow, at, document } from '#test/support/facts.ts'

const organization = (managementAccountId: string) =>
  known({
    id: 'o-1',
    arn: 'arn:aws:organizations::111111111111:organization/o-1',
    managementAccountId,
    allFeatures: true,
  })
const policy = (name: string, body: PolicyDocument, more: Partial<OrganizationPolicy> = {}): OrganizationPolicy => ({
  id: `p-${name}`,
  name,
  type: 'SERVICE_CONTROL_POLICY',
  awsManaged: false,
  document: body,
  ...more,
})
const deny = (actions: readonly string[], conditions: { operator: string; key: string; values: string[] }[] = []) =>
  document({ effect: 'Deny', actions, conditions })
const RCP = { type: 'RESOURCE_CONTROL_POLICY' as const }

const denyRoot = policy(
  'root',
  deny(['*'], [{ operator: 'ArnLike', key: 'aws:PrincipalArn', values: ['arn:*:iam::*:root'] }]),
)
const denyKeys = policy('keys', deny(['iam:CreateAccessKey']))
const denyServiceKeys = policy('service-keys', deny(['iam:Create*Credential']))
const limitIssuers = policy('issuers', deny(['sts:AssumeRoleWithWebIdentity']), RCP)
const withPolicies = (...policies: readonly OrganizationPolicy[]) =>
  account({ organization: organization(ACCOUNT), organizationPolicies: known(policies) })

describeRule(organizationGuardrailMissing, {
  now: '2026-04-01',
  pass: [
    ['all four', withPolicies(denyRoot, denyKeys, denyServiceKeys, limitIssuers)],
    [
      'by what is left out: everything but a list is denied',
      withPolicies(denyRoot, policy('only', document({ effect: 'Deny', notActions: ['s3:*', 'ec2:*'] })), limitIssuers),
    ],
  ],
  fail: [
    [
      'root is free',
      withPolicies(denyKeys, denyServiceKeys, limitIssuers),
      'No service control policy of the organization denies the root users of member accounts.',
    ],
    [
      'keys are denied to root only',
      withPolicies(denyRoot, denyServiceKeys, limitIssuers),
      'No service control policy of the organization denies making access keys (iam:CreateAccessKey).',
    ],
    [
      'a Deny on everyone but root',
      withPolicies(
        policy(
          'not-root',
          deny(['*'], [{ operator: 'ArnNotLike', key: 'aws:PrincipalArn', values: ['arn:*:iam::*:root'] }]),
        ),
        limitIssuers,
      ),
      'No service control policy of the organization denies the root users of member accounts.',
    ],
    [
      'API keys are free',
      withPolicies(denyRoot, denyKeys, limitIssuers),
      'No service control policy of the organization denies making long-term API keys (iam:CreateServiceSpecificCredential).',
    ],
    [
      'issuers in the wrong type of policy',
      withPolicies(denyRoot, denyKeys, denyServiceKeys, { ...limitIssuers, type: 'SERVICE_CONTROL_POLICY' }),
      'No resource control policy of the organization denies web identities of other issuers or tenants (sts:AssumeRoleWithWebIdentity).',
    ],
  ],
  unknown: [
    [
      'not read',
      account({ organization: organization(ACCOUNT), organizationPolicies: unknownFact('denied') }),
      'denied',
    ],
    [
      'a policy whose content is not there',
      withPolicies(
        policy('some', { state: 'unreadable', text: '', reason: 'empty' }),
        policy('other', { state: 'unreadable', text: '', reason: 'empty' }, RCP),
      ),
      'the content of service control policy some could not be read',
    ],
  ],
  notApplicable: [
    ['a member', account({ organization: organization('222222222222'), organizationPolicies: unknownFact('denied') })],
    ['in no organization', account()],
  ],
})

test('nothing but AWS’s own FullAWSAccess: each guardrail is a finding of its own', () => {
  const facts = withPolicies(policy('FullAWSAccess', allow('*'), { awsManaged: true }))
  const evaluations = organizationGuardrailMissing.run(facts, {
    now: at('2026-04-01'),
    configuration: defaultConfiguration,
  })
  expect(evaluations.map(({ subject, outcome }) => [subject.name, outcome.status])).toEqual([
    ['root-use', 'fail'],
    ['access-key-creation', 'fail'],
    ['service-credential-creation', 'fail'],
    ['web-identity-issuers', 'fail'],
  ])
})

test('as the evidence reads it: a service control policy, and a resource control policy that names principals', () => {
  const scp = { Effect: 'Deny', Action: 'iam:CreateAccessKey', Resource: '*' }
  const rcp = { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRoleWithWebIdentity', Resource: '*' }
  const stored = (Id: string, Type: string, Statement: object) => ({
    Id,
    Name: Id,
    Type,
    Content: JSON.stringify({ Version: '2012-10-17', Statement }),
  })
  const text = JSON.stringify({
    Policies: [stored('p-1', 'SERVICE_CONTROL_POLICY', scp), stored('p-2', 'RESOURCE_CONTROL_POLICY', rcp)],
  })
  const { facts } = parseOrganizationPolicies(
    { name: 'organization-policies.json', bytes: new TextEncoder().encode(text) },
    at('2026-04-01'),
  )
  const evaluations = organizationGuardrailMissing.run(withPolicies(...facts), {
    now: at('2026-04-01'),
    configuration: defaultConfiguration,
  })
  expect(evaluations.flatMap(({ subject, outcome }) => (outcome.status === 'pass' ? [subject.name] : []))).toEqual([
    'access-key-creation',
    'web-identity-issuers',
  ])
})
