import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { detailsFile, ID, userDetail } from '#test/evidence/evidence-folder.ts'
import { describePeer, type PeerCheck } from '#test/support/describe-peer.ts'
import {
  allowing,
  attached,
  groupDetail,
  IN_ORGANIZATION,
  inline,
  managedPolicy,
  policyDetail,
  policyOf,
  roleDetail,
  rootOf,
  roleTrusting,
  STRANGER,
  trusting,
} from '#test/support/judged-evidence.ts'

// Cloud Custodian's cases on policies, groups and trusts; of where they come from see custodian.test.ts.

const details = (more: object): readonly EvidenceFile[] => [detailsFile(more)]
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess'
const HEALTH = 'arn:aws:iam::aws:policy/AWSHealthFullAccess'
const READ = allowing('s3:GetObject', 'arn:aws:s3:::b/*')

const IDENTITIES: Readonly<Record<string, PeerCheck>> = {
  'policy AdministratorAccess; has-allow-all': {
    rules: ['administrator-policy-attached', 'policy-allows-everything'],
    cases: [
      [
        'a user has it, whose document is not in the evidence',
        'match',
        details({
          UserDetailList: [userDetail('alphabet_soup', { AttachedManagedPolicies: attached(ADMINISTRATOR) })],
        }),
        ['administrator-policy-attached alphabet_soup'],
      ],
      [
        'a user has it through a group',
        'match with include-via',
        details({
          UserDetailList: [userDetail('alphabet_soup', { GroupList: ['Admins'] })],
          GroupDetailList: [groupDetail('Admins', { AttachedManagedPolicies: attached(ADMINISTRATOR) })],
        }),
        ['administrator-policy-attached Admins'],
      ],
      [
        'a policy of the customer by that name, which allows little',
        'match by name',
        [
          managedPolicy(READ, {
            PolicyName: 'AdministratorAccess',
            Arn: `arn:aws:iam::${ID}:policy/AdministratorAccess`,
          }),
        ],
        [],
      ],
      ['*:* on * in a list', 'no match', [managedPolicy(allowing(['*:*'], ['*']))], ['policy-allows-everything app']],
      // has-allow-all asks for no Condition; that a condition like TLS limits nobody is ours to know.
      [
        '* on * over TLS',
        'no match',
        [managedPolicy(allowing('*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }))],
        ['policy-allows-everything app'],
      ],
      [
        '* on * with MFA',
        'no match',
        [managedPolicy(allowing('*', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }))],
        [],
      ],
    ],
  },
  'policy, unused': {
    rules: ['policy-unused'],
    cases: [
      [
        'a policy of the customer, attached to nothing',
        'match',
        [managedPolicy(READ, { AttachmentCount: 0 })],
        ['policy-unused app'],
      ],
      // What AWS manages is there whether somebody attaches it or not.
      [
        'a policy of AWS, attached to nothing',
        'match',
        details({ Policies: [policyDetail('AWSHealthFullAccess', READ, { Arn: HEALTH, AttachmentCount: 0 })] }),
        [],
      ],
      [
        'with several versions',
        'match',
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
    ],
  },
  'has-users': {
    rules: ['group-empty', 'user-in-no-group'],
    cases: [
      [
        'one group with a member and one without',
        'match',
        details({
          UserDetailList: [userDetail('kapil', { GroupList: ['Admins'] }), userDetail('Bob')],
          GroupDetailList: [groupDetail('Admins'), groupDetail('unused')],
        }),
        ['group-empty unused', 'user-in-no-group Bob'],
      ],
    ],
  },
  'has-inline-policy': {
    rules: ['inline-policy-in-use'],
    cases: [
      [
        'a user, a role and a group with one, and one of each without',
        'match',
        details({
          UserDetailList: [userDetail('kapil', { UserPolicyList: inline('generated', READ) }), userDetail('scot')],
          GroupDetailList: [groupDetail('keys', { GroupPolicyList: inline('keys', READ) }), groupDetail('none')],
          RoleDetailList: [roleDetail('lambda', { RolePolicyList: inline('basic', READ) }), roleDetail('calm')],
        }),
        ['inline-policy-in-use kapil', 'inline-policy-in-use keys', 'inline-policy-in-use lambda'],
      ],
    ],
  },
  'PermissionsBoundary absent': {
    rules: ['principal-without-boundary'],
    cases: [
      [
        'a role that may make policies, without a boundary',
        'match',
        details({
          RoleDetailList: [
            roleDetail('accountmgr', {
              RolePolicyList: inline('own', allowing(['iam:CreatePolicy', 'iam:AttachRolePolicy'], '*')),
            }),
          ],
        }),
        ['principal-without-boundary accountmgr'],
      ],
      // Whoever cannot change permissions needs none.
      [
        'a role that reads a bucket',
        'match',
        details({ RoleDetailList: [roleDetail('reader', { RolePolicyList: inline('own', READ) })] }),
        [],
      ],
    ],
  },
}

const ON_TRUST = ['trust-of-unknown-account', 'trust-of-unknown-organization', 'trust-open-to-anyone']
const inside = (document: object): readonly EvidenceFile[] => [roleTrusting(document), ...IN_ORGANIZATION]
const trust = (...given: Parameters<typeof trusting>): readonly EvidenceFile[] => inside(trusting(...given))
const anyoneWhen = (condition: object): readonly EvidenceFile[] => trust('*', condition)
const equals = (key: string, value: unknown): object => ({ StringEquals: { [key]: value } })

/** The allowed accounts of its cases are the account's own and the management account's here, and `o-goodorg` is the organization. */
const CROSS_ACCOUNT: Readonly<Record<string, PeerCheck>> = {
  'cross-account': {
    rules: ON_TRUST,
    cases: [
      ['a service only', 'calm', trust({ Service: 'lambda.amazonaws.com' }), []],
      [
        'a service, and two accounts by their numbers',
        'match',
        trust({ Service: 'lambda.amazonaws.com', AWS: ['123456789012', '098765432109'] }),
        ['trust-of-unknown-account app'],
      ],
      [
        'the own account and another',
        'match',
        trust({ AWS: [rootOf(ID), rootOf(STRANGER)] }),
        ['trust-of-unknown-account app'],
      ],
      ['the own account', 'calm', trust({ AWS: rootOf(ID) }), []],
      ['the organization', 'calm', anyoneWhen(equals('aws:PrincipalOrgID', 'o-goodorg')), []],
      [
        'another organization',
        'match',
        anyoneWhen(equals('aws:PrincipalOrgID', 'o-badorg')),
        ['trust-of-unknown-organization app'],
      ],
      // A role's name is anybody's; the organization beside it is what counts.
      [
        'a role name in the organization',
        'calm for that name',
        anyoneWhen({
          StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/goodArn', 'aws:PrincipalOrgID': 'o-goodorg' },
        }),
        [],
      ],
      [
        'a role name in another organization',
        'match',
        anyoneWhen({
          StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/badArn', 'aws:PrincipalOrgID': 'o-badOrgId' },
        }),
        ['trust-of-unknown-organization app'],
      ],
      [
        'a role name in any account',
        'calm for that name',
        anyoneWhen({ StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/goodArn' } }),
        ['trust-open-to-anyone app'],
      ],
      [
        'all but another organization',
        'match',
        anyoneWhen({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-badorg' } }),
        ['trust-open-to-anyone app'],
      ],
      // aws:ResourceOrgID is the organization of the role: it holds for every caller.
      [
        'resources of the organization',
        'calm',
        anyoneWhen(equals('aws:ResourceOrgID', 'o-goodorg')),
        ['trust-open-to-anyone app'],
      ],
      [
        'a role of another account, by aws:PrincipalArn',
        'match',
        anyoneWhen({ StringLike: { 'aws:PrincipalArn': `arn:aws:iam::${STRANGER}:role/MySpecialRole` } }),
        ['trust-of-unknown-account app'],
      ],
      // Two of three accounts are named, and the condition leaves only the own one in, which is not among them.
      [
        'other accounts that must be the own one',
        'calm',
        trust(
          { AWS: [rootOf(STRANGER), rootOf('333333333333')] },
          { ...equals('aws:PrincipalAccount', ID), StringNotEquals: { 'aws:PrincipalAccount': STRANGER } },
        ),
        [],
      ],
      [
        'NotPrincipal with an account',
        'match',
        inside(policyOf({ Effect: 'Allow', NotPrincipal: { AWS: '901209012090' }, Action: 'sts:AssumeRole' })),
        ['trust-open-to-anyone app'],
      ],
      [
        'a Deny for everybody',
        'calm',
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
      // No ARN and no `*` is a principal without its type; IAM refuses it, and so do we.
      [
        'an ARN without a type',
        'calm',
        trust(rootOf(ID)),
        ['trust-of-unknown-account ?', 'trust-of-unknown-organization ?', 'trust-open-to-anyone ?'],
      ],
      // A network, a source or an operator that does not exist names no caller.
      ['from the own VPC', 'calm', anyoneWhen(equals('aws:SourceVpc', 'vpc-12345678')), ['trust-open-to-anyone app']],
      [
        'from the own VPC endpoint',
        'calm',
        anyoneWhen(equals('aws:SourceVpce', 'vpce-12345678')),
        ['trust-open-to-anyone app'],
      ],
      [
        'for a topic of the own account',
        'calm',
        anyoneWhen({ ArnEquals: { 'aws:SourceArn': `arn:aws:sns:us-east-1:${ID}:topic` } }),
        ['trust-open-to-anyone app'],
      ],
      [
        'for a topic of another account',
        'match',
        anyoneWhen({ ArnEquals: { 'aws:SourceArn': `arn:aws:sns:us-east-1:${STRANGER}:topic` } }),
        ['trust-open-to-anyone app'],
      ],
      [
        'ForAllValues without an operator',
        'match',
        anyoneWhen({ ForAllValues: { 's3:PutObject': ['body'] } }),
        ['trust-open-to-anyone app'],
      ],
    ],
  },
}

describePeer({ ...IDENTITIES, ...CROSS_ACCOUNT })
