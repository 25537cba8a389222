import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { ID, userDetail } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import {
  allowing,
  attached,
  byRules,
  details,
  groupDetail,
  IN_ORGANIZATION,
  inline,
  managedPolicy,
  policyDetail,
  policyOf,
  roleDetail,
  roleTrusting,
  rootOf,
  STRANGER,
  trusting,
} from '#test/support/judged-evidence.ts'

// Cloud Custodian's cases on policies, groups and trusts; of where they come from see custodian.test.ts.

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess'
const HEALTH = 'arn:aws:iam::aws:policy/AWSHealthFullAccess'
const READ = allowing('s3:GetObject', 'arn:aws:s3:::b/*')

describePeer(
  'policy AdministratorAccess; has-allow-all',
  byRules(['administrator-policy-attached', 'policy-allows-everything']),
  [
    [
      'a user has it, whose document is not in the evidence',
      'FAIL',
      details({
        UserDetailList: [userDetail('alphabet_soup', { AttachedManagedPolicies: attached(ADMINISTRATOR) })],
      }),
      ['administrator-policy-attached alphabet_soup'],
    ],
    [
      'a user has it through a group, with include-via',
      'FAIL',
      details({
        UserDetailList: [userDetail('alphabet_soup', { GroupList: ['Admins'] })],
        GroupDetailList: [groupDetail('Admins', { AttachedManagedPolicies: attached(ADMINISTRATOR) })],
      }),
      ['administrator-policy-attached Admins'],
    ],
    [
      'a policy of the customer by that name, which allows little',
      'FAIL',
      [
        managedPolicy(READ, {
          PolicyName: 'AdministratorAccess',
          Arn: `arn:aws:iam::${ID}:policy/AdministratorAccess`,
        }),
      ],
      [],
      'It goes by the name.',
    ],
    [
      '*:* on * in a list',
      'PASS',
      [managedPolicy(allowing(['*:*'], ['*']))],
      ['policy-allows-everything app'],
      'has-allow-all knows `*` alone, and in no list; this says the same.',
    ],
    [
      '* on * over TLS',
      'PASS',
      [managedPolicy(allowing('*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }))],
      ['policy-allows-everything app'],
      'has-allow-all asks for no Condition; that a condition like TLS limits nobody is ours to know.',
    ],
    [
      '* on * with MFA',
      'PASS',
      [managedPolicy(allowing('*', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }))],
      [],
    ],
  ],
)

describePeer('policy, unused', byRules(['policy-unused']), [
  [
    'a policy of the customer, attached to nothing',
    'FAIL',
    [managedPolicy(READ, { AttachmentCount: 0 })],
    ['policy-unused app'],
  ],
  [
    'a policy of AWS, attached to nothing',
    'FAIL',
    details({ Policies: [policyDetail('AWSHealthFullAccess', READ, { Arn: HEALTH, AttachmentCount: 0 })] }),
    [],
    'What AWS manages is there whether somebody attaches it or not.',
  ],
  [
    'with several versions',
    'FAIL',
    [
      managedPolicy(READ, {
        AttachmentCount: 0,
        DefaultVersionId: 'v2',
        PolicyVersionList: [
          { VersionId: 'v2', IsDefaultVersion: true, Document: READ },
          { VersionId: 'v1', IsDefaultVersion: false, Document: READ },
        ],
      }),
    ],
    ['policy-unused app'],
  ],
])

describePeer('has-users', byRules(['group-empty', 'user-in-no-group']), [
  [
    'one group with a member and one without',
    'FAIL',
    details({
      UserDetailList: [userDetail('kapil', { GroupList: ['Admins'] }), userDetail('Bob')],
      GroupDetailList: [groupDetail('Admins'), groupDetail('unused')],
    }),
    ['group-empty unused', 'user-in-no-group Bob'],
  ],
])

describePeer('has-inline-policy', byRules(['inline-policy-in-use']), [
  [
    'a user, a role and a group with one, and one of each without',
    'FAIL',
    details({
      UserDetailList: [userDetail('kapil', { UserPolicyList: inline('generated', READ) }), userDetail('scot')],
      GroupDetailList: [groupDetail('keys', { GroupPolicyList: inline('keys', READ) }), groupDetail('none')],
      RoleDetailList: [roleDetail('lambda', { RolePolicyList: inline('basic', READ) }), roleDetail('calm')],
    }),
    ['inline-policy-in-use kapil', 'inline-policy-in-use keys', 'inline-policy-in-use lambda'],
  ],
])

describePeer('PermissionsBoundary absent', byRules(['principal-without-boundary']), [
  [
    'a role that may make policies, without a boundary',
    'FAIL',
    details({
      RoleDetailList: [
        roleDetail('accountmgr', {
          RolePolicyList: inline('own', allowing(['iam:CreatePolicy', 'iam:AttachRolePolicy'], '*')),
        }),
      ],
    }),
    ['principal-without-boundary accountmgr'],
  ],
  [
    'a role that reads a bucket',
    'FAIL',
    details({ RoleDetailList: [roleDetail('reader', { RolePolicyList: inline('own', READ) })] }),
    [],
    'Whoever cannot change permissions needs none.',
  ],
])

const ON_TRUST = ['trust-of-unknown-account', 'trust-of-unknown-organization', 'trust-open-to-anyone']
const inside = (document: object): readonly EvidenceFile[] => [roleTrusting(document), ...IN_ORGANIZATION]
const trust = (...given: Parameters<typeof trusting>): readonly EvidenceFile[] => inside(trusting(...given))
const anyoneWhen = (condition: object): readonly EvidenceFile[] => trust('*', condition)
const equals = (key: string, value: unknown): object => ({ StringEquals: { [key]: value } })

/** The allowed accounts of its cases are the account's own and the management account's here, and `o-goodorg` is the organization. */
describePeer('cross-account', byRules(ON_TRUST), [
  ['a service only', 'PASS', trust({ Service: 'lambda.amazonaws.com' }), []],
  [
    'a service, and two accounts by their numbers',
    'FAIL',
    trust({ Service: 'lambda.amazonaws.com', AWS: ['123456789012', '098765432109'] }),
    ['trust-of-unknown-account app'],
  ],
  [
    'the own account and another',
    'FAIL',
    trust({ AWS: [rootOf(ID), rootOf(STRANGER)] }),
    ['trust-of-unknown-account app'],
  ],
  ['the own account', 'PASS', trust({ AWS: rootOf(ID) }), []],
  ['the organization', 'PASS', anyoneWhen(equals('aws:PrincipalOrgID', 'o-goodorg')), []],
  [
    'another organization',
    'FAIL',
    anyoneWhen(equals('aws:PrincipalOrgID', 'o-badorg')),
    ['trust-of-unknown-organization app'],
  ],
  // A role's name is anybody's; the organization beside it is what counts.
  [
    'a role name in the organization, where that name is allowed',
    'PASS',
    anyoneWhen({
      StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/goodArn', 'aws:PrincipalOrgID': 'o-goodorg' },
    }),
    [],
  ],
  [
    'a role name in another organization',
    'FAIL',
    anyoneWhen({
      StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/badArn', 'aws:PrincipalOrgID': 'o-badOrgId' },
    }),
    ['trust-of-unknown-organization app'],
  ],
  [
    'a role name in any account, where that name is allowed',
    'PASS',
    anyoneWhen({ StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/goodArn' } }),
    ['trust-open-to-anyone app'],
    'A role’s name is anybody’s.',
  ],
  [
    'all but another organization',
    'FAIL',
    anyoneWhen({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-badorg' } }),
    ['trust-open-to-anyone app'],
  ],
  [
    'resources of the organization',
    'PASS',
    anyoneWhen(equals('aws:ResourceOrgID', 'o-goodorg')),
    ['trust-open-to-anyone app'],
    'aws:ResourceOrgID is the organization of the role: it holds for every caller.',
  ],
  [
    'a role of another account, by aws:PrincipalArn',
    'FAIL',
    anyoneWhen({ StringLike: { 'aws:PrincipalArn': `arn:aws:iam::${STRANGER}:role/MySpecialRole` } }),
    ['trust-of-unknown-account app'],
  ],
  // Two of three accounts are named, and the condition leaves only the own one in, which is not among them.
  [
    'other accounts that must be the own one',
    'PASS',
    trust(
      { AWS: [rootOf(STRANGER), rootOf('333333333333')] },
      { ...equals('aws:PrincipalAccount', ID), StringNotEquals: { 'aws:PrincipalAccount': STRANGER } },
    ),
    [],
  ],
  [
    'NotPrincipal with an account',
    'FAIL',
    inside(policyOf({ Effect: 'Allow', NotPrincipal: { AWS: '901209012090' }, Action: 'sts:AssumeRole' })),
    ['trust-open-to-anyone app'],
  ],
  [
    'a Deny for everybody',
    'PASS',
    inside(
      policyOf({
        Effect: 'Deny',
        Principal: '*',
        Action: 'sts:AssumeRole',
        Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-goodorg' } },
      }),
    ),
    [],
  ],
  [
    'an ARN without a type',
    'PASS',
    trust(rootOf(ID)),
    ['trust-of-unknown-account ?', 'trust-of-unknown-organization ?', 'trust-open-to-anyone ?'],
    'No ARN and no `*` is a principal without its type; IAM refuses it, and so do we.',
  ],
  [
    'from the own VPC',
    'PASS',
    anyoneWhen(equals('aws:SourceVpc', 'vpc-12345678')),
    ['trust-open-to-anyone app'],
    'A network, a source or an operator that does not exist names no caller.',
  ],
  [
    'from the own VPC endpoint',
    'PASS',
    anyoneWhen(equals('aws:SourceVpce', 'vpce-12345678')),
    ['trust-open-to-anyone app'],
    'The same.',
  ],
  [
    'for a topic of the own account',
    'PASS',
    anyoneWhen({ ArnEquals: { 'aws:SourceArn': `arn:aws:sns:us-east-1:${ID}:topic` } }),
    ['trust-open-to-anyone app'],
    'The same.',
  ],
  [
    'for a topic of another account',
    'FAIL',
    anyoneWhen({ ArnEquals: { 'aws:SourceArn': `arn:aws:sns:us-east-1:${STRANGER}:topic` } }),
    ['trust-open-to-anyone app'],
  ],
  [
    'ForAllValues without an operator',
    'FAIL',
    anyoneWhen({ ForAllValues: { 's3:PutObject': ['body'] } }),
    ['trust-open-to-anyone app'],
  ],
])
