import type { JsonObject, JsonValue } from '#shared/facts/json.ts'
import { ID, userDetail } from '#test/evidence/evidence-folder.ts'
import { describePeer, type PeerCase } from '#test/support/describe-peer.ts'
import { byRules } from '#test/support/judged-evidence.ts'
import { ofDetails, ofPolicy, ofStatements, policyOf, roleDetail } from '#test/support/peer-evidence.ts'

// The cases of Prowler’s unit tests on policies (prowler-cloud/prowler, tests/providers/aws/services/iam; its sets of escalating actions
// are in test/permissions/escalation.test.ts; Apache-2.0; the facts in our words), with its verdict and ours.

const allow = (action: JsonValue, resource: JsonValue = '*', more: JsonObject = {}): JsonObject => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...more,
})
const allowBut = (notAction: JsonValue, more: JsonObject = {}): JsonObject => ({
  Effect: 'Allow',
  NotAction: notAction,
  Resource: '*',
  ...more,
})
const deny = (action: JsonValue, resource: JsonValue = '*', more: JsonObject = {}): JsonObject => ({
  ...allow(action, resource, more),
  Effect: 'Deny',
})
const UNATTACHED = { AttachmentCount: 0 }

const EVERYTHING = ['policy-allows-everything', 'policy-allows-by-not-action', 'policy-allows-whole-service']
const ADMIN = ['policy-allows-everything']

describePeer(
  'iam_customer_(un)attached_policy_no_administrative_privileges, lib: check_admin_access',
  byRules(EVERYTHING),
  [
    ['every action', 'FAIL', ofStatements(allow(['*'])), ADMIN],
    ['every action, attached to nobody', 'FAIL', ofPolicy(policyOf(allow('*')), UNATTACHED), ADMIN],
    [
      'a service',
      'PASS',
      ofStatements(allow(['s3:*'])),
      ['policy-allows-whole-service'],
      'No administrator; that a policy allows a whole service is a low finding of its own (Security Hub IAM.21).',
    ],
    ['one action', 'PASS', ofStatements(allow('logs:CreateLogGroup')), []],
    ['all but a service', 'FAIL', ofStatements(allowBut('s3:*')), ADMIN],
    ['all but an action that does not exist', 'FAIL', ofStatements(allowBut('prowler:action')), ADMIN],
    ['on all but everything', 'PASS', ofStatements({ Effect: 'Allow', Action: '*', NotResource: '*' }), []],
    [
      'on all but something that is no resource',
      'FAIL',
      ofStatements({ Effect: 'Allow', Action: '*', NotResource: 'prowler:resource' }),
      ADMIN,
    ],
    ['a statement that stands in no list', 'FAIL', ofPolicy({ Version: '2012-10-17', Statement: allow('*') }), ADMIN],
  ],
)

describePeer('lib/policy: check_full_service_access', byRules(['policy-allows-whole-service', ...ADMIN]), [
  ['s3:*', 'FAIL', ofStatements(allow('s3:*')), ['policy-allows-whole-service']],
  ['s3:**', 'FAIL', ofStatements(allow('s3:**')), ['policy-allows-whole-service']],
  ['s3:Get*', 'PASS', ofStatements(allow('s3:Get*')), []],
  ['in a bucket', 'PASS', ofStatements(allow('s3:*', 'arn:aws:s3:::example_bucket/*')), []],
  ['a bucket', 'PASS', ofStatements(allow('s3:*', 'arn:aws:s3:::example_bucket')), []],
  ['all but another service', 'FAIL', ofStatements(allowBut('ec2:*')), ADMIN],
  ['all but an action that does not exist', 'FAIL', ofStatements(allowBut('prowler:check')), ADMIN],
  [
    'all but this service',
    'PASS',
    ofStatements(allowBut('s3:*')),
    ADMIN,
    'Everything but Amazon S3 makes an administrator.',
  ],
])

const inlineOf = (holder: 'user' | 'group' | 'role', ...documents: readonly JsonValue[]) => {
  const policies = documents.map((document, index) => ({ PolicyName: `inline${index}`, PolicyDocument: document }))
  if (holder === 'user') return ofDetails({ UserDetailList: [userDetail('test', { UserPolicyList: policies })] })
  const trust = policyOf({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ID}:root` }, Action: 'sts:AssumeRole' })
  if (holder === 'role') return ofDetails({ RoleDetailList: [roleDetail(trust, { RolePolicyList: policies })] })
  return ofDetails({
    GroupDetailList: [
      {
        Path: '/',
        GroupName: 'test',
        GroupId: 'AGPATEST',
        Arn: `arn:aws:iam::${ID}:group/test`,
        CreateDate: '2025-01-01T00:00:00+00:00',
        GroupPolicyList: policies,
        AttachedManagedPolicies: [],
      },
    ],
  })
}
const INLINE_ADMIN = ['inline-policy-allows-everything']

describePeer(
  'iam_inline_policy_no_administrative_privileges',
  byRules(INLINE_ADMIN),
  (['group', 'role', 'user'] as const).flatMap((holder): readonly PeerCase[] => [
    [`no inline policy of a ${holder}`, 'none', inlineOf(holder), []],
    [
      `an administrator by an inline policy of a ${holder}`,
      'FAIL',
      inlineOf(holder, policyOf(allow(['*']))),
      INLINE_ADMIN,
    ],
    [
      `no administrator by an inline policy of a ${holder}`,
      'PASS',
      inlineOf(holder, policyOf(allow(['s3:GetObject']))),
      [],
    ],
    [
      `two inline policies of a ${holder}`,
      'FAIL',
      inlineOf(holder, policyOf(allow(['s3:GetObject'])), policyOf(allow(['*']))),
      INLINE_ADMIN,
    ],
  ]),
)

const KMS = ['policy-allows-whole-service', 'kms-decrypt-on-all-keys', ...ADMIN]
const ALL_OF_KMS = ['policy-allows-whole-service', 'kms-decrypt-on-all-keys']
const EC2 = 'Of EC2 it allows everything, which is a low finding of its own.'

describePeer('iam_(inline_)policy_no_full_access_to_kms', byRules(KMS), [
  ['kms:*', 'FAIL', ofStatements(allow('kms:*')), ALL_OF_KMS],
  ['kms:**', 'FAIL', ofStatements(allow('kms:**')), ALL_OF_KMS],
  ['inline', 'FAIL', inlineOf('role', policyOf(allow('kms:*'))), ALL_OF_KMS],
  [
    'letters by their numbers',
    'FAIL',
    ofPolicy('{"Version":"2012-10-17","Statement":[{"Effect":"\\u0041llow","Action":"km\\u0073:*","Resource":"*"}]}'),
    ALL_OF_KMS,
  ],
  ['ec2:*', 'PASS', ofStatements(allow('ec2:*')), ['policy-allows-whole-service'], EC2],
  ['two services', 'FAIL', ofStatements(allow(['ec2:*', 'kms:*'])), ALL_OF_KMS],
  ['all but other services', 'FAIL', ofStatements(allowBut(['ec2:*', 's3:*'])), ADMIN],
  ['one alias', 'PASS', ofStatements(allow(['kms:*'], `arn:aws:kms:us-east-1:${ID}:alias/dev-key`)), []],
  ['all but KMS', 'PASS', ofStatements(allowBut(['kms:*'])), ADMIN, 'Everything but KMS makes an administrator.'],
  [
    'attached to nobody',
    'none',
    ofPolicy(policyOf(allow('kms:*')), UNATTACHED),
    ALL_OF_KMS,
    'Prowler’s scan_unused_services=false leaves it out. Whoever attaches it tomorrow has it.',
  ],
])

const DECRYPT = ['kms-decrypt-on-all-keys']
const KEY = `arn:aws:kms:us-east-1:${ID}:key/1234abcd`

describePeer('iam_policy_no_kms_decryption_actions', byRules(DECRYPT), [
  ['denied', 'PASS', ofStatements(deny('kms:Decrypt')), []],
  ['kms:Decrypt', 'FAIL', ofStatements(allow('kms:Decrypt')), DECRYPT],
  ['kms:ReEncryptFrom', 'FAIL', ofStatements(allow('kms:ReEncryptFrom')), DECRYPT],
  ['kms:Decrypt with one key', 'PASS', ofStatements(allow('kms:Decrypt', KEY)), []],
  ['kms:ReEncryptFrom with one key', 'PASS', ofStatements(allow('kms:ReEncryptFrom', KEY)), []],
  ['both', 'FAIL', ofStatements(allow(['kms:Decrypt', 'kms:ReEncryptFrom'])), DECRYPT],
  ['another action', 'PASS', ofStatements(allow('s3:ListBucket')), []],
])

const TRAIL = ['policy-controls-cloudtrail', ...ADMIN]
const STOPS = ['policy-controls-cloudtrail']

describePeer('iam_(inline_)policy_no_full_access_to_cloudtrail', byRules(TRAIL), [
  ['cloudtrail:*', 'FAIL', ofStatements(allow('cloudtrail:*')), STOPS],
  ['inline', 'FAIL', inlineOf('user', policyOf(allow('cloudtrail:*'))), STOPS],
  ['another service', 'PASS', ofStatements(allow('ec2:*')), []],
  ['two services', 'FAIL', ofStatements(allow(['ec2:*', 'cloudtrail:*'])), STOPS],
  ['all but other services', 'FAIL', ofStatements(allowBut(['ec2:*', 's3:*'])), ADMIN],
  ['one trail', 'PASS', ofStatements(allow('cloudtrail:*', `arn:aws:cloudtrail:us-east-1:${ID}:trail/dev`)), []],
])

const MARKET = ['marketplace-subscribe-on-all-products']
const subscribe = 'aws-marketplace:Subscribe'

describePeer('iam_(inline_)policy_no_wildcard_marketplace_subscribe', byRules([...MARKET, ...INLINE_ADMIN]), [
  ['on everything', 'FAIL', inlineOf('role', policyOf(allow(subscribe))), MARKET],
  ['every action of Marketplace', 'FAIL', inlineOf('role', policyOf(allow('aws-marketplace:*'))), MARKET],
  [
    'one product',
    'PASS',
    inlineOf('role', policyOf(allow(subscribe, `arn:aws:aws-marketplace::${ID}:product/example-product-id`))),
    [],
  ],
  ['another service', 'PASS', inlineOf('role', policyOf(allow('ec2:*'))), []],
  ['denied', 'PASS', inlineOf('role', policyOf(allow(subscribe), deny(subscribe))), []],
  [
    'one product denied',
    'FAIL',
    inlineOf('role', policyOf(allow(subscribe), deny(subscribe, `arn:aws:aws-marketplace::${ID}:product/blocked`))),
    MARKET,
  ],
  ['all but other actions', 'FAIL', inlineOf('role', policyOf(allowBut('ec2:Describe*'))), INLINE_ADMIN],
  [
    'all but this action',
    'PASS',
    inlineOf('role', policyOf(allowBut(subscribe))),
    INLINE_ADMIN,
    'Everything but one action makes an administrator.',
  ],
  ['a managed policy', 'FAIL', ofStatements(allow(subscribe)), MARKET],
])

const ASSUME = ['assume-role-on-all-roles']
const assume = (resource: JsonValue, more: JsonObject = {}) => ofStatements(allow('sts:AssumeRole', resource, more))

describePeer('iam_no_custom_policy_permissive_role_assumption', byRules(ASSUME), [
  ['sts:*', 'FAIL', ofStatements(allow('sts:*')), ASSUME],
  ['sts:AssumeRole', 'FAIL', assume('*'), ASSUME],
  ['a user', 'PASS', assume(`arn:aws:iam::${ID}:user/JohnDoe`), []],
  ['another action', 'PASS', ofStatements(allow('logs:CreateLogGroup')), []],
  ['a name in every account', 'FAIL', assume('arn:aws:iam::*:role/eks-terraform-*'), ASSUME],
  ['one role, or all', 'FAIL', assume([`arn:aws:iam::${ID}:role/SomeRole`, '*']), ASSUME],
  [
    'one role, or a name in every account',
    'FAIL',
    assume([`arn:aws:iam::${ID}:role/eks-admin`, 'arn:aws:iam::*:role/eks-*']),
    ASSUME,
  ],
  ['two names in every account', 'FAIL', assume(['arn:aws:iam::*:role/team-*', 'arn:aws:iam::*:role/dev-*']), ASSUME],
  [
    'a name in one account',
    'FAIL',
    assume(`arn:aws:iam::${ID}:role/eks-*`),
    [],
    'Prowler fails each `*` in an ARN. Roles of one name in one account are a choice that somebody made.',
  ],
  [
    'a name in every account of the organization',
    'FAIL',
    assume('arn:aws:iam::*:role/eks-*', { Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-1' } } }),
    [],
    'Prowler reads no conditions.',
  ],
  [
    'attached to nobody',
    'none',
    ofPolicy(policyOf(allow('sts:AssumeRole')), UNATTACHED),
    ASSUME,
    'Prowler’s scan_unused_services=false leaves it out. Whoever attaches it tomorrow has it.',
  ],
])
