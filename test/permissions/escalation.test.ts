import { describe, expect, it } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import type { Condition, ManagedPolicy, PolicyDocument } from '#shared/facts/policy.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import { escalationsOf } from '#shared/permissions/escalation.ts'
import {
  ACCOUNT,
  account,
  allow,
  awsTrust,
  document,
  group,
  inlinePolicy,
  managedPolicy,
  role,
  serviceTrust,
  user,
} from '#test/support/facts.ts'

const grants = (...documents: readonly PolicyDocument[]) => ({
  attachedPolicies: [],
  inlinePolicies: documents.map((one, index) => inlinePolicy(`p${index}`, one)),
})
const alice = (...documents: readonly PolicyDocument[]): User => user({ grants: known(grants(...documents)) })
const boss = user({ name: 'boss', grants: known(grants(allow('*'))) })
const clerk = user({ name: 'clerk', grants: known(grants(allow('s3:GetObject'))) })
const strongRole = (name: string, trustPolicy: PolicyDocument): Role =>
  role({ name, trustPolicy, grants: grants(allow('*')) })
const strongLambda = strongRole('deploy', serviceTrust('lambda.amazonaws.com'))
const weakLambda = role({ name: 'app', grants: grants(allow('s3:GetObject')) })
const federatedTrust = (provider: string, action = 'sts:AssumeRoleWithWebIdentity'): PolicyDocument =>
  document({
    actions: [action],
    principal: { anyone: false, aws: [], service: [], federated: [provider], canonicalUser: [] },
  })
const mfa: Condition = { operator: 'Bool', key: 'aws:MultiFactorAuthPresent', values: ['true'] }
const saml = (name: string): string => `arn:aws:iam::${ACCOUNT}:saml-provider/${name}`
const trustForSource = (service: string, resource: string): PolicyDocument =>
  document({
    actions: ['sts:AssumeRole'],
    principal: { anyone: false, aws: [], service: [`${service}.amazonaws.com`], federated: [], canonicalUser: [] },
    conditions: [
      { operator: 'ArnLike', key: 'aws:SourceArn', values: [`arn:aws:${service}:us-east-1:${ACCOUNT}:${resource}`] },
    ],
  })
const self = [`arn:aws:iam::${ACCOUNT}:user/\${aws:username}`]
const arnOf = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`

const paths = (
  principal: User | Role,
  more: Partial<AccountFacts>,
  ids: readonly string[],
): Readonly<Record<string, string>> => {
  const list = known(principal.kind === 'user' ? [principal, boss, clerk] : [boss, clerk])
  const found = escalationsOf(principal, account({ users: list, ...more }))
  if (found.state === 'unknown') throw new Error(found.reason)
  return Object.fromEntries(
    found.value.filter(({ path }) => ids.includes(path.id)).map(({ path, kind }) => [path.id, kind]),
  )
}

type Row = readonly [
  name: string,
  principal: User | Role,
  more: Partial<AccountFacts>,
  expected: Readonly<Record<string, string>>,
  /** The paths that are looked at, where not those expected. */
  ids?: readonly string[],
]

const rows: readonly Row[] = [
  ['administrators have no paths', boss, { users: known([boss]) }, {}, ['iam-001', 'iam-002', 'lambda-001']],
  ['own policy', alice(document({ actions: ['iam:PutUserPolicy'], resources: self })), {}, { 'iam-007': 'open' }],
  [
    'own policy with MFA',
    alice(document({ actions: ['iam:PutUserPolicy'], conditions: [mfa] })),
    {},
    { 'iam-007': 'conditional' },
  ],
  [
    'own keys are self-service',
    alice(document({ actions: ['iam:CreateAccessKey', 'iam:UpdateLoginProfile'], resources: self })),
    {},
    {},
    ['iam-002', 'iam-006'],
  ],
  [
    'own keys by own ARN',
    alice(document({ actions: ['iam:CreateAccessKey'], resources: [alice().arn] })),
    {},
    {},
    ['iam-002'],
  ],
  ['keys of an administrator', alice(allow('iam:CreateAccessKey')), {}, { 'iam-002': 'open' }],
  [
    'keys of everybody, nobody is stronger',
    alice(allow('iam:CreateAccessKey')),
    { users: known([alice(allow('iam:CreateAccessKey')), clerk]) },
    { 'iam-002': 'conditional' },
  ],
  [
    'keys of a clerk only',
    alice(document({ actions: ['iam:CreateAccessKey'], resources: [clerk.arn] })),
    {},
    {},
    ['iam-002'],
  ],
  [
    'keys, taken back by Deny',
    alice(allow('iam:CreateAccessKey'), document({ effect: 'Deny', actions: ['iam:*'] })),
    {},
    {},
    ['iam-002'],
  ],
  [
    'keys, but not those of the administrator',
    alice(allow('iam:CreateAccessKey'), document({ effect: 'Deny', actions: ['iam:*'], resources: [boss.arn] })),
    {},
    {},
    ['iam-002'],
  ],
  ['user policies are no path for a role', role({ grants: grants(allow('iam:PutUserPolicy')) }), {}, {}, ['iam-007']],
  ['a role writes its own policy', role({ grants: grants(allow('iam:PutRolePolicy')) }), {}, { 'iam-005': 'open' }],
  [
    'a strong role for Lambda',
    alice(allow('iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction')),
    { roles: known([strongLambda]) },
    { 'lambda-001': 'open' },
  ],
  [
    'a strong role for one function',
    alice(allow('iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction')),
    {
      roles: known([strongRole('x', trustForSource('lambda', 'function:x'))]),
    },
    { 'lambda-001': 'conditional' },
  ],
  [
    'a strong role for every function of the account',
    alice(allow('iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction')),
    {
      roles: known([strongRole('x', trustForSource('lambda', 'function:*'))]),
    },
    { 'lambda-001': 'open' },
  ],
  [
    'a trust anchor of one’s own',
    alice(allow('iam:PassRole', 'rolesanywhere:CreateTrustAnchor', 'rolesanywhere:CreateProfile')),
    { roles: known([strongRole('edge', serviceTrust('rolesanywhere.amazonaws.com'))]) },
    { 'rolesanywhere-trust-anchor': 'open' },
  ],
  [
    'a trust anchor, and the role asks for another',
    alice(allow('iam:PassRole', 'rolesanywhere:CreateTrustAnchor', 'rolesanywhere:CreateProfile')),
    {
      roles: known([strongRole('edge', trustForSource('rolesanywhere', 'trust-anchor/1'))]),
    },
    { 'rolesanywhere-trust-anchor': 'conditional' },
  ],
  [
    'Cloud Control with a strong role',
    alice(allow('iam:PassRole', 'cloudformation:CreateResource')),
    { roles: known([strongRole('cf', serviceTrust('cloudformation.amazonaws.com'))]) },
    { 'cloudcontrol-create-resource': 'open' },
  ],
  [
    'an API that signs with a strong role',
    alice(allow('iam:PassRole', 'apigateway:POST', 'apigateway:PUT')),
    { roles: known([strongRole('api', serviceTrust('apigateway.amazonaws.com'))]) },
    { 'apigateway-integration': 'open' },
  ],
  [
    'a GraphQL API that may not be there',
    alice(allow('iam:PassRole', 'appsync:CreateDataSource')),
    { roles: known([strongRole('api', serviceTrust('appsync.amazonaws.com'))]) },
    { 'appsync-http-data-source': 'conditional' },
  ],
  [
    'a chat that may not be there',
    alice(allow('iam:PassRole', 'chatbot:CreateSlackChannelConfiguration')),
    { roles: known([strongRole('chat', serviceTrust('chatbot.amazonaws.com'))]) },
    { 'chatbot-slack-channel': 'conditional' },
  ],
  [
    'groups and assignments of IAM Identity Center',
    alice(allow('identitystore:CreateGroupMembership', 'sso:CreateAccountAssignment')),
    {},
    { 'identity-center-account-assignment': 'conditional', 'identity-center-group-membership': 'conditional' },
  ],
  [
    'the metadata of a SAML provider that a strong role trusts',
    alice(allow('iam:UpdateSAMLProvider')),
    { roles: known([strongRole('sso', federatedTrust(saml('corp'), 'sts:AssumeRoleWithSAML'))]) },
    { 'iam-update-saml-provider': 'open' },
  ],
  [
    'the metadata of another SAML provider',
    alice(document({ actions: ['iam:UpdateSAMLProvider'], resources: [saml('lab')] })),
    { roles: known([strongRole('sso', federatedTrust(saml('corp'), 'sts:AssumeRoleWithSAML'))]) },
    {},
    ['iam-update-saml-provider'],
  ],
  [
    'the metadata of a SAML provider that a weak role trusts',
    alice(allow('iam:UpdateSAMLProvider')),
    { roles: known([role({ name: 'sso', trustPolicy: federatedTrust(saml('corp'), 'sts:AssumeRoleWithSAML') })]) },
    { 'iam-update-saml-provider': 'conditional' },
  ],
  [
    'the provider of IAM Identity Center',
    alice(allow('iam:UpdateSAMLProvider')),
    {
      roles: known([
        role({
          name: 'admin',
          path: '/aws-reserved/sso.amazonaws.com/',
          trustPolicy: federatedTrust(saml('AWSSSO_1_DO_NOT_DELETE'), 'sts:AssumeRoleWithSAML'),
          grants: grants(allow('*')),
        }),
      ]),
    },
    { 'iam-update-saml-provider': 'conditional' },
  ],
  [
    'only a weak role for Lambda',
    alice(allow('iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction')),
    { roles: known([weakLambda]) },
    { 'lambda-001': 'conditional' },
  ],
  [
    'the strong role is for another service',
    alice(allow('iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction')),
    { roles: known([strongRole('x', serviceTrust('glue.amazonaws.com'))]) },
    { 'lambda-001': 'conditional' },
  ],
  [
    'PassRole on the weak role only',
    alice(allow('lambda:*'), document({ actions: ['iam:PassRole'], resources: [arnOf('app')] })),
    { roles: known([strongLambda, weakLambda]) },
    {},
    ['lambda-001'],
  ],
  [
    'PassRole on the strong role only',
    alice(allow('lambda:*'), document({ actions: ['iam:PassRole'], resources: [arnOf('deploy')] })),
    { roles: known([strongLambda, weakLambda]) },
    { 'lambda-001': 'open' },
  ],
  [
    'PassRole to Lambda is enough for Lambda',
    alice(
      allow('lambda:*'),
      document({
        actions: ['iam:PassRole'],
        conditions: [{ operator: 'StringEquals', key: 'iam:PassedToService', values: ['lambda.amazonaws.com'] }],
      }),
    ),
    { roles: known([strongLambda]) },
    { 'lambda-001': 'open' },
  ],
  [
    'PassRole to ECS is not for Lambda',
    alice(
      allow('lambda:*'),
      document({
        actions: ['iam:PassRole'],
        conditions: [{ operator: 'StringEquals', key: 'iam:PassedToService', values: ['ecs-tasks.amazonaws.com'] }],
      }),
    ),
    { roles: known([strongLambda]) },
    {},
    ['lambda-001'],
  ],
  [
    'roles that were not collected',
    alice(allow('iam:PassRole', 'lambda:*')),
    { roles: unknownFact('denied') },
    { 'lambda-001': 'conditional' },
  ],
  [
    'half of a path is none',
    alice(allow('lambda:CreateFunction', 'lambda:InvokeFunction')),
    { roles: known([strongLambda]) },
    {},
    ['lambda-001'],
  ],
  [
    'code of an existing function',
    alice(allow('lambda:UpdateFunctionCode')),
    { roles: known([strongLambda]) },
    { 'lambda-003': 'conditional' },
  ],
  [
    'an EC2 role without instance profile',
    alice(allow('iam:PassRole', 'ec2:RunInstances')),
    { roles: known([strongRole('box', serviceTrust('ec2.amazonaws.com'))]) },
    { 'ec2-001': 'conditional' },
  ],
  [
    'an EC2 role with instance profile',
    alice(allow('iam:PassRole', 'ec2:RunInstances')),
    {
      roles: known([
        { ...strongRole('box', serviceTrust('ec2.amazonaws.com')), instanceProfiles: [{ arn: 'arn', name: 'box' }] },
      ]),
    },
    { 'ec2-001': 'open' },
  ],
  [
    'a strong role that trusts the account',
    alice(allow('sts:AssumeRole')),
    { roles: known([strongRole('ops', awsTrust([ACCOUNT]))]) },
    { 'sts-001': 'open' },
  ],
  [
    'a strong role that asks for MFA',
    alice(allow('sts:AssumeRole')),
    { roles: known([strongRole('ops', awsTrust([ACCOUNT], [mfa]))]) },
    { 'sts-001': 'conditional' },
  ],
  [
    'a strong role that trusts somebody else',
    alice(allow('sts:AssumeRole')),
    { roles: known([strongRole('ops', awsTrust([boss.arn]))]) },
    {},
    ['sts-001'],
  ],
  [
    'the trust of a strong role',
    alice(allow('iam:UpdateAssumeRolePolicy')),
    { roles: known([strongLambda]) },
    { 'iam-012': 'open' },
  ],
  [
    'the trust of a service-linked role',
    alice(
      document({
        actions: ['iam:UpdateAssumeRolePolicy'],
        resources: [`arn:aws:iam::${ACCOUNT}:role/aws-service-role/*`],
      }),
    ),
    { roles: known([{ ...strongLambda, path: '/aws-service-role/x/', arn: arnOf('aws-service-role/x/deploy') }]) },
    {},
    ['iam-012'],
  ],
  [
    'a schedule calls any API with a strong role',
    alice(allow('iam:PassRole', 'scheduler:CreateSchedule')),
    { roles: known([strongRole('tick', serviceTrust('scheduler.amazonaws.com'))]) },
    { 'scheduler-001': 'open' },
  ],
  [
    'a task of an existing cluster, with another role',
    alice(allow('iam:PassRole', 'ecs:RunTask')),
    { roles: known([strongRole('task', serviceTrust('ecs-tasks.amazonaws.com'))]) },
    { 'ecs-008': 'conditional' },
  ],
  [
    'the role of an identity pool, which is trusted as a provider',
    alice(
      allow('cognito-identity:SetIdentityPoolRoles'),
      document({ actions: ['iam:PassRole'], resources: [arnOf('pool')] }),
    ),
    { roles: known([strongRole('pool', federatedTrust('cognito-identity.amazonaws.com'))]) },
    { 'cognitoidentity-001': 'conditional' },
  ],
  [
    'permission sets, which the evidence does not show',
    alice(allow('sso:PutInlinePolicyToPermissionSet')),
    {},
    { 'sso-003': 'conditional' },
  ],
  [
    'no boundary to remove',
    alice(document({ actions: ['iam:DeleteUserPermissionsBoundary'], resources: self })),
    {},
    {},
    ['iam-022'],
  ],
  [
    'the boundary of a role that lets it in',
    alice(allow('iam:DeleteRolePermissionsBoundary', 'sts:AssumeRole')),
    {
      roles: known([
        role({
          name: 'ops',
          trustPolicy: awsTrust([ACCOUNT]),
          grants: { ...grants(allow('*')), permissionsBoundaryArn: 'arn:aws:iam::111111111111:policy/Edge' },
        }),
      ]),
    },
    { 'iam-023': 'open' },
  ],
  [
    'trust and policy of any role',
    alice(allow('iam:UpdateAssumeRolePolicy', 'iam:PutRolePolicy')),
    { roles: known([weakLambda]) },
    { 'iam-021': 'open' },
  ],
]

describe('escalationsOf', () => {
  const cases = rows.map(([name, principal, more, expected, ids]) => ({
    name,
    found: () => paths(principal, more, ids ?? Object.keys(expected)),
    expected,
  }))
  it.each(cases)('$name', ({ found, expected }) => {
    expect(found()).toEqual(expected)
  })

  it('counts what groups and managed policies add together, within the boundary', () => {
    const invoke = managedPolicy({ name: 'Invoke', document: allow('lambda:InvokeFunction') })
    const team = group({
      grants: { attachedPolicies: [invoke], inlinePolicies: [inlinePolicy('pass', allow('iam:PassRole'))] },
    })
    const edge = managedPolicy({ name: 'Edge', document: allow('lambda:*') })
    const member = user({ groupNames: known(['developers']), grants: known(grants(allow('lambda:CreateFunction'))) })
    const facts = { groups: known([team]), policies: known([invoke, edge]), roles: known([strongLambda]) }
    expect(paths(member, facts, ['lambda-001'])).toEqual({ 'lambda-001': 'open' })
    const bounded = {
      ...member,
      grants: known({ ...grants(allow('lambda:CreateFunction')), permissionsBoundaryArn: edge.arn }),
    }
    expect(paths(bounded, facts, ['lambda-001'])).toEqual({})
  })

  it('writes a new version of a policy that applies to itself', () => {
    const own = managedPolicy({ name: 'Own', document: allow('iam:CreatePolicyVersion') })
    const holder = user({ grants: known({ inlinePolicies: [], attachedPolicies: [own] }) })
    expect(paths(holder, { policies: known([own]) }, ['iam-001'])).toEqual({ 'iam-001': 'open' })
    expect(paths(alice(allow('iam:CreatePolicyVersion')), {}, ['iam-001'])).toEqual({ 'iam-001': 'conditional' })
  })

  it('takes off its own boundary, if the boundary lets it', () => {
    const edgeOf = (...actions: readonly string[]) => managedPolicy({ name: 'Edge', document: allow(...actions) })
    const bounded = (edge: ManagedPolicy) =>
      user({ grants: known({ ...grants(allow('iam:*', 's3:*')), permissionsBoundaryArn: edge.arn }) })
    const open = edgeOf('iam:Delete*', 's3:*')
    expect(paths(bounded(open), { policies: known([open]) }, ['iam-022'])).toEqual({ 'iam-022': 'open' })
    const closed = edgeOf('s3:*')
    expect(paths(bounded(closed), { policies: known([closed]) }, ['iam-022'])).toEqual({})
  })

  it('goes back to an older version of its policy only where that one gave more', () => {
    const id = 'iam-set-default-policy-version'
    const holderOf = (older: PolicyDocument) => {
      const now = document({ actions: ['iam:SetDefaultPolicyVersion'], resources: ['arn:aws:iam::*:policy/Own'] })
      const versions = [
        { versionId: 'v1', isDefault: false, document: older },
        { versionId: 'v2', isDefault: true, document: now },
      ]
      const own = managedPolicy({ name: 'Own', document: now, versions })
      const holder = user({ grants: known({ inlinePolicies: [], attachedPolicies: [own] }) })
      return paths(holder, { policies: known([own]) }, [id])
    }
    expect(holderOf(allow('*'))).toEqual({ [id]: 'open' })
    expect(holderOf(allow('s3:*'))).toEqual({})
    expect(paths(alice(allow('iam:SetDefaultPolicyVersion')), {}, [id])).toEqual({ [id]: 'conditional' })
  })

  it('joins a stronger group', () => {
    const admins = group({
      name: 'admins',
      grants: { attachedPolicies: [], inlinePolicies: [inlinePolicy('all', allow('*'))] },
    })
    const joiner = alice(allow('iam:AddUserToGroup'))
    expect(paths(joiner, { groups: known([admins]) }, ['iam-013'])).toEqual({ 'iam-013': 'open' })
    expect(paths(joiner, { groups: known([group()]) }, ['iam-013'])).toEqual({ 'iam-013': 'conditional' })
  })

  it('says why', () => {
    const found = escalationsOf(
      alice(allow('iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction')),
      account({ roles: known([strongLambda]) }),
    )
    expect(found.state === 'known' && found.value.find(({ path }) => path.id === 'lambda-001')).toMatchObject({
      because: 'Role deploy, which can change permissions, can be passed to lambda.amazonaws.com.',
      through: strongLambda.arn,
    })
  })

  it('is unknown without grants', () => {
    expect(escalationsOf(user({ grants: unknownFact('no grants') }), account())).toEqual(unknownFact('no grants'))
  })
})
