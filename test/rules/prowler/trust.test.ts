import type { JsonObject, JsonValue } from '#shared/facts/json.ts'
import { ID } from '#test/evidence/evidence-folder.ts'
import { describePeer, type PeerCase } from '#test/support/describe-peer.ts'
import { byRules } from '#test/support/judged-evidence.ts'
import { ofDetails, ofTrust, organization, OTHER, policyOf } from '#test/support/peer-evidence.ts'

// The cases of Prowler’s unit tests on trust in people, accounts and tokens (prowler-cloud/prowler, tests/providers/aws/services/iam;
// Apache-2.0; the facts in our words), with its verdict and ours.

const allow = (principal: JsonValue, condition?: JsonObject, more: JsonObject = {}): JsonObject => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
  ...(condition && { Condition: condition }),
  ...more,
})

const TRUST_RULES = [
  'trust-open-to-anyone',
  'trust-of-unknown-account',
  'trust-of-unknown-organization',
  'cross-account-trust-without-external-id',
]
const anyone = (condition?: JsonObject) => ofTrust(policyOf(allow({ AWS: '*' }, condition)))
const ofOrganization = (condition: JsonObject) => [
  ...anyone(condition).filter(({ name }) => name !== 'organization.json'),
  organization,
]
const ANYONE = ['trust-open-to-anyone']
const FOREIGN = ['trust-of-unknown-account']
const ARN = 'aws:PrincipalArn'
const roleOf = (account: string): string => `arn:aws:iam::${account}:role/deploy`
const states = (condition: JsonObject) => ofTrust(policyOf(allow({ Service: 'states.amazonaws.com' }, condition)))
const machineOf = (account: string): string => `arn:aws:states:*:${account}:stateMachine:*`

describePeer('lib/policy: is_condition_block_restrictive, of who may assume a role', byRules(TRUST_RULES), [
  ...['StringEquals', 'StringLike'].flatMap((operator): readonly PeerCase[] => [
    [`${operator}: the own account`, 'PASS', anyone({ [operator]: { 'aws:PrincipalAccount': [ID] } }), []],
    [`${operator}: another account`, 'FAIL', anyone({ [operator]: { 'AWS:PrincipalAccount': OTHER } }), FOREIGN],
    [`${operator}: both`, 'FAIL', anyone({ [operator]: { 'aws:PrincipalAccount': [ID, OTHER] } }), FOREIGN],
    [`${operator}: a service for the own account`, 'PASS', states({ [operator]: { 'aws:SourceAccount': [ID] } }), []],
    [
      `${operator}: a service for another account`,
      'FAIL',
      states({ [operator]: { 'AWS:SourceAccount': OTHER } }),
      FOREIGN,
    ],
    [`${operator}: a service for both`, 'FAIL', states({ [operator]: { 'aws:SourceAccount': [ID, OTHER] } }), FOREIGN],
  ]),
  ...['ArnLike', 'ArnEquals', 'StringLike'].flatMap((operator): readonly PeerCase[] => [
    [`${operator}: a role of the own account`, 'PASS', anyone({ [operator]: { [ARN]: [roleOf(ID)] } }), []],
    [`${operator}: a role of another account`, 'FAIL', anyone({ [operator]: { [ARN]: roleOf(OTHER) } }), FOREIGN],
    [`${operator}: roles of both`, 'FAIL', anyone({ [operator]: { [ARN]: [roleOf(ID), roleOf(OTHER)] } }), FOREIGN],
    [
      `${operator}: machines of the own account`,
      'PASS',
      states({ [operator]: { 'aws:SourceArn': [machineOf(ID)] } }),
      [],
    ],
    [
      `${operator}: machines of another account`,
      'FAIL',
      states({ [operator]: { 'AWS:SourceArn': machineOf(OTHER) } }),
      FOREIGN,
    ],
    [
      `${operator}: machines of both`,
      'FAIL',
      states({ [operator]: { 'aws:SourceArn': [machineOf(ID), machineOf(OTHER)] } }),
      FOREIGN,
    ],
  ]),
  [
    'both conditions on both accounts',
    'FAIL',
    states({
      StringLike: { 'aws:SourceAccount': [ID, OTHER] },
      ArnLike: { 'aws:SourceArn': [machineOf(ID), machineOf(OTHER)] },
    }),
    FOREIGN,
  ],
  [
    'one of two conditions on the own account alone',
    'PASS',
    states({ StringLike: { 'aws:SourceAccount': [ID, OTHER] }, ArnLike: { 'aws:SourceArn': [machineOf(ID)] } }),
    [],
  ],
  [
    'an organization, and any',
    'FAIL',
    ofOrganization({ StringEquals: { 'aws:PrincipalOrgID': ['o-example', '*'] } }),
    [],
    'The star is a plain character in StringEquals (IAM user guide, "String condition operators").',
  ],
])

describePeer('lib/policy: is_policy_public and has_public_principal, of a role', byRules(TRUST_RULES), [
  ['*', 'FAIL', ofTrust(policyOf(allow('*'))), ANYONE],
  ['AWS: *', 'FAIL', anyone(), ANYONE],
  ['AWS: * in a list', 'FAIL', ofTrust(policyOf(allow({ AWS: [`arn:aws:iam::${ID}:user/test`, '*'] }))), ANYONE],
  ['the root of every account', 'FAIL', ofTrust(policyOf(allow({ AWS: 'arn:aws:iam::*:root' }))), ANYONE],
  [
    'the root of every account in a list',
    'FAIL',
    ofTrust(policyOf(allow({ AWS: [`arn:aws:iam::${ID}:user/test`, 'arn:aws:iam::*:root'] }))),
    ANYONE,
  ],
  ['the own account', 'PASS', ofTrust(policyOf(allow({ AWS: `arn:aws:iam::${ID}:root` }))), []],
  ['a service', 'PASS', ofTrust(policyOf(allow({ Service: 'lambda.amazonaws.com' }))), []],
  ['another account', 'FAIL', ofTrust(policyOf(allow({ AWS: `arn:aws:iam::${OTHER}:root` }))), FOREIGN],
  ['the own account and another', 'FAIL', ofTrust(policyOf(allow({ AWS: [ID, OTHER] }))), FOREIGN],
  ['another account, denied', 'PASS', ofTrust(policyOf(allow({ AWS: OTHER }, undefined, { Effect: 'Deny' }))), []],
  ['of an organization', 'PASS', ofOrganization({ StringEquals: { 'aws:PrincipalOrgID': 'o-example' } }), []],
  [
    'of an organization, AND any',
    'PASS',
    ofOrganization({ StringEquals: { 'aws:PrincipalOrgID': 'o-example' }, StringLike: { 'aws:PrincipalOrgID': '*' } }),
    [],
  ],
  ['of any organization', 'FAIL', anyone({ StringLike: { 'aws:PrincipalOrgID': '*' } }), ANYONE],
  ['of any organization, as o-*', 'FAIL', anyone({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }), ANYONE],
  ['of the own account', 'PASS', anyone({ StringEquals: { 'aws:PrincipalAccount': ID } }), []],
  ['of an account with some digits', 'FAIL', anyone({ StringLike: { 'aws:PrincipalAccount': '1234*' } }), ANYONE],
  [
    'by a path of any organization',
    'FAIL',
    anyone({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-*/*' } }),
    ANYONE,
  ],
  [
    'by a path',
    'PASS',
    ofOrganization({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-example/r-1/*' } }),
    [],
  ],
  [
    'by a path, ForAllValues',
    'FAIL',
    anyone({ 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-example/r-1/*' } }),
    ANYONE,
  ],
  [
    'by a path, ForAllValues and Null',
    'PASS',
    ofOrganization({
      'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-example/r-1/*' },
      Null: { 'aws:PrincipalOrgPaths': 'false' },
    }),
    [],
  ],
  [
    'by the ARN of whoever asks',
    'FAIL',
    anyone({ ArnLike: { [ARN]: 'arn:aws:iam::${aws:PrincipalAccount}:role/x' } }),
    ANYONE,
  ],
  [
    'by the role’s own account',
    'PASS',
    anyone({ StringEquals: { 'aws:PrincipalAccount': '${aws:ResourceAccount}' } }),
    [],
  ],
  ['from anywhere', 'FAIL', anyone({ IpAddress: { 'aws:SourceIp': ['0.0.0.0/0'] } }), ANYONE],
  [
    'of another organization',
    'PASS',
    anyone({ StringEquals: { 'aws:PrincipalOrgID': 'o-123456' } }),
    ['trust-of-unknown-organization'],
    'Prowler takes any organization for the own one.',
  ],
  [
    'from one address',
    'PASS',
    anyone({ IpAddress: { 'aws:SourceIp': ['1.2.3.4'] } }),
    ANYONE,
    'Whoever comes by that address, of any account: high instead of critical.',
  ],
  [
    'with the name of an owner that nobody sends',
    'PASS',
    anyone({ StringEquals: { 'aws:SourceOwner': ID } }),
    ANYONE,
    'Nobody who calls sts:AssumeRole brings aws:SourceOwner; a condition that does not name the caller only makes it harder.',
  ],
])

const github = (condition?: JsonObject) =>
  ofTrust(
    policyOf(
      allow({ Federated: `arn:aws:iam::${ID}:oidc-provider/token.actions.githubusercontent.com` }, condition, {
        Action: 'sts:AssumeRoleWithWebIdentity',
      }),
    ),
  )
const subject = (value: string, operator = 'StringLike') =>
  github({ [operator]: { 'token.actions.githubusercontent.com:sub': value } })
const TENANT = ['oidc-trust-without-tenant']

describePeer('iam_role_github_oidc_trust_subject_restricted', byRules(TENANT), [
  ['one repository', 'PASS', subject('repo:acme/infra:*'), []],
  ['no condition', 'FAIL', github(), TENANT],
  [
    'only the audience',
    'FAIL',
    github({ StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } }),
    TENANT,
  ],
  ['a wildcard in the owner', 'FAIL', subject('repo:acme*/infra:*'), TENANT],
  ['no GitHub', 'none', ofTrust(policyOf(allow({ Service: 'ec2.amazonaws.com' }))), []],
  ['IfExists', 'FAIL', subject('repo:acme/infra:*', 'StringLikeIfExists'), TENANT],
])

const readOnly = (principal: JsonValue, more: object = {}) =>
  ofTrust(policyOf(allow(principal)), {
    AttachedManagedPolicies: [{ PolicyName: 'ReadOnlyAccess', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
    ...more,
  })

describePeer('iam_role_cross_account_readonlyaccess_policy', byRules(TRUST_RULES), [
  ['no roles', 'none', ofDetails({}), []],
  ['the own account, without the policy', 'PASS', ofTrust(policyOf(allow({ AWS: `arn:aws:iam::${ID}:root` }))), []],
  ['the own account', 'PASS', readOnly({ AWS: `arn:aws:iam::${ID}:root` }), []],
  ['another account', 'FAIL', readOnly({ AWS: 'arn:aws:iam::012345678910:root' }), ['trust-of-unknown-account']],
  ['anyone', 'FAIL', readOnly({ AWS: '*' }), ANYONE],
  [
    'a service-linked role',
    'none',
    readOnly({ Service: 'ec2.amazonaws.com' }, { Path: '/aws-service-role/guardduty.amazonaws.com/' }),
    [],
  ],
])
