import type { JsonObject, JsonValue } from '#shared/facts/json.ts'
import { ID } from '#test/evidence/evidence-folder.ts'
import { describePeer, type PeerCase } from '#test/support/describe-peer.ts'
import { byRules } from '#test/support/judged-evidence.ts'
import { ofDetails, ofTrust, OTHER, policyOf, roleDetail } from '#test/support/peer-evidence.ts'

// The cases of Prowler’s unit tests on trust in services (prowler-cloud/prowler, tests/providers/aws/services/iam; Apache-2.0; the facts
// in our words), with its verdict and ours.

const SERVICE = 'sagemaker.amazonaws.com'
const SCOPED = `arn:aws:sagemaker:us-east-1:${ID}:training-job/my-job`
const BUCKET = 'arn:aws:s3:::amzn-s3-demo-bucket'
const ANY = 'arn:aws:sagemaker:*:*:*'
const GUARD = { 'aws:SourceAccount': 'false' }

const allow = (principal: JsonValue, condition?: JsonObject, more: JsonObject = {}): JsonObject => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
  ...(condition && { Condition: condition }),
  ...more,
})
const service = (condition?: JsonObject, more: JsonObject = {}): JsonObject =>
  allow({ Service: SERVICE }, condition, more)
const when = (condition: JsonObject) => ofTrust(policyOf(service(condition)))
const accounts = (operator: string, value: JsonValue, more: JsonObject = {}) =>
  when({ [operator]: { 'aws:SourceAccount': value }, ...more })
const source = (value: JsonValue, operator = 'ArnLike') => when({ [operator]: { 'aws:SourceArn': value } })
const byAction = (action: string) =>
  ofTrust(policyOf(service({ StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } }, { Action: action })))

const OPEN = ['service-trust-without-source']
const OURS_IS_ONE = 'Prowler leaves it to its sibling check, which fails it; we have one rule.'

const SERVICE_TRUST: readonly PeerCase[] = [
  ['no roles', 'none', ofDetails({}), []],
  [
    'a service-linked role',
    'none',
    ofTrust(policyOf(service({ ArnLike: { 'aws:SourceArn': ANY } })), { Path: `/aws-service-role/${SERVICE}/` }),
    [],
  ],
  ['no service is trusted', 'none', ofTrust(policyOf(allow({ AWS: `arn:aws:iam::${ID}:root` }))), []],
  ['only sts:TagSession', 'none', ofTrust(policyOf(service(undefined, { Action: 'sts:TagSession' }))), []],
  ['sts:Tag*', 'none', byAction('sts:Tag*'), []],
  ['sts:*Role', 'FAIL', byAction('sts:*Role'), OPEN],
  ['sts:A*Role', 'FAIL', byAction('sts:A*Role'), OPEN],
  ['sts:Assume?ole', 'FAIL', byAction('sts:Assume?ole'), OPEN],
  ['sts:AssumeRol?', 'FAIL', byAction('sts:AssumeRol?'), OPEN],
  ['sts:As*me*le', 'FAIL', byAction('sts:As*me*le'), OPEN],
  ['sts:Assume*', 'FAIL', byAction('sts:Assume*'), OPEN],
  [
    'a wildcard in the action beside a bound statement',
    'FAIL',
    ofTrust(
      policyOf(
        service({ StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } }, { Action: 'sts:*Role' }),
        service({ StringEquals: { 'aws:SourceAccount': ID } }),
      ),
    ),
    OPEN,
  ],
  [
    'Action is null',
    'none',
    ofTrust(policyOf(service(undefined, { Action: null }))),
    ['service-trust-without-source ?'],
    'IAM stores no such policy; a statement that cannot be read is not assessed.',
  ],
  [
    'Service is null',
    'none',
    ofTrust(policyOf(allow({ Service: null }))),
    ['service-trust-without-source ?'],
    'The same.',
  ],
  ['only a Deny', 'none', ofTrust(policyOf(service(undefined, { Effect: 'Deny' }))), []],
  [
    'an empty trust policy',
    'none',
    ofTrust({}),
    ['service-trust-without-source ?'],
    'IAM stores no such policy; one without statements is not assessed.',
  ],
  ['no condition', 'none', ofTrust(policyOf(service())), OPEN, OURS_IS_ONE],
  ['every action, no condition', 'none', ofTrust(policyOf(service(undefined, { Action: '*' }))), OPEN, OURS_IS_ONE],
  [
    'no condition, and a Deny on a tag',
    'FAIL',
    ofTrust(policyOf(service(), service({ Null: { 'aws:RequestTag/Attr': 'false' } }, { Effect: 'Deny' }))),
    OPEN,
  ],
  [
    'no condition, and sts:SetContext',
    'FAIL',
    ofTrust(policyOf(service(), service(undefined, { Action: 'sts:SetContext' }))),
    OPEN,
  ],
  ['the ARN of a bucket', 'FAIL', source(BUCKET), OPEN],
  ['any ARN', 'FAIL', source('*'), OPEN],
  ['an ARN of any account', 'FAIL', source(ANY), OPEN],
  ['one ARN of two without an account', 'FAIL', source([SCOPED, BUCKET]), OPEN],
  ['any account', 'FAIL', accounts('StringLike', '*'), OPEN],
  ['a part of an account id', 'FAIL', accounts('StringLike', '1234*'), OPEN],
  ['twelve question marks', 'FAIL', accounts('StringLike', '????????????'), OPEN],
  [
    'an account by one operator, any by another',
    'PASS',
    accounts('StringEquals', ID, { StringLike: { 'aws:SourceAccount': '*' } }),
    [],
  ],
  [
    'an organization in two spellings',
    'PASS',
    when({
      StringEquals: { 'aws:SourceOrgID': 'o-abcdefghij' },
      StringEqualsIgnoreCase: { 'aws:SourceOrgID': 'O-ABCDEFGHIJ' },
    }),
    [],
  ],
  [
    'an ARN by one operator, any by another',
    'PASS',
    when({ ArnEquals: { 'aws:SourceArn': SCOPED }, ArnLike: { 'aws:SourceArn': ANY } }),
    [],
  ],
  ['an account or any', 'FAIL', accounts('StringLike', [ID, '*']), OPEN],
  ['IfExists', 'none', accounts('StringEqualsIfExists', ID), OPEN, OURS_IS_ONE],
  [
    'IfExists, beside another account',
    'FAIL',
    ofTrust(
      policyOf(
        allow(
          { Service: SERVICE, AWS: `arn:aws:iam::${OTHER}:root` },
          { StringEqualsIfExists: { 'aws:SourceAccount': ID } },
        ),
      ),
    ),
    OPEN,
  ],
  ['all accounts but one', 'none', accounts('StringNotEquals', OTHER), OPEN, OURS_IS_ONE],
  ['a key that names no source', 'FAIL', when({ StringEquals: { 'aws:PrincipalOrgID': 'o-abc123defg' } }), OPEN],
  [
    'a service and another account',
    'FAIL',
    ofTrust(policyOf(allow({ Service: SERVICE, AWS: `arn:aws:iam::${OTHER}:root` }))),
    OPEN,
  ],
  [
    'a bound statement beside an open one',
    'PASS',
    ofTrust(policyOf(service({ StringEquals: { 'aws:SourceAccount': ID } }), service())),
    OPEN,
    OURS_IS_ONE,
  ],
  [
    'a bound statement beside one that binds nothing',
    'FAIL',
    ofTrust(
      policyOf(
        service({ StringEquals: { 'aws:SourceAccount': ID } }),
        service({ ArnLike: { 'aws:SourceArn': BUCKET } }),
      ),
    ),
    OPEN,
  ],
  ['one account', 'PASS', accounts('StringEquals', ID), []],
  ['one account, in a list', 'PASS', accounts('StringEquals', [ID]), []],
  ['one account, by StringLike', 'PASS', accounts('StringLike', ID), []],
  ['two accounts', 'PASS', accounts('StringEquals', [ID, OTHER]), []],
  ['an ARN', 'PASS', source(SCOPED), []],
  ['an ARN by ArnEquals', 'PASS', source(SCOPED, 'ArnEquals'), []],
  ['all ARNs of an account', 'PASS', source(`arn:aws:sagemaker:us-east-1:${ID}:*`), []],
  [
    'the ARN of a bucket, and its account',
    'PASS',
    when({ ArnLike: { 'aws:SourceArn': BUCKET }, StringEquals: { 'aws:SourceAccount': ID } }),
    [],
  ],
  ['an account, and Null on it', 'PASS', accounts('StringEquals', ID, { Null: GUARD }), []],
  ['Null alone', 'FAIL', when({ Null: GUARD }), OPEN],
  ['ForAllValues', 'FAIL', accounts('ForAllValues:StringEquals', ID), OPEN],
  ['ForAllValues and Null', 'PASS', accounts('ForAllValues:StringEquals', ID, { Null: GUARD }), []],
  [
    'ForAllValues and Null on another key',
    'FAIL',
    accounts('ForAllValues:StringEquals', ID, { Null: { 'aws:SourceArn': 'false' } }),
    OPEN,
  ],
  [
    'ForAllValues and Null, yes or no',
    'FAIL',
    accounts('ForAllValues:StringEquals', ID, { Null: { 'aws:SourceAccount': ['true', 'false'] } }),
    OPEN,
  ],
  [
    'ForAllValues and Null, no or yes',
    'FAIL',
    accounts('ForAllValues:StringEquals', ID, { Null: { 'aws:SourceAccount': ['false', 'true'] } }),
    OPEN,
  ],
  [
    'ForAllValues, and the key must not be there',
    'FAIL',
    accounts('ForAllValues:StringEquals', ID, { Null: { 'aws:SourceAccount': 'true' } }),
    OPEN,
  ],
  ['IfExists and Null', 'PASS', accounts('StringEqualsIfExists', ID, { Null: GUARD }), []],
  [
    'IfExists and Null without quotes',
    'PASS',
    accounts('StringEqualsIfExists', ID, { Null: { 'aws:SourceAccount': false } }),
    [],
  ],
  [
    'an ARN by IfExists and Null',
    'PASS',
    when({ ArnLikeIfExists: { 'aws:SourceArn': SCOPED }, Null: { 'aws:SourceArn': 'false' } }),
    [],
  ],
  ['ForAllValues with IfExists and Null', 'PASS', accounts('ForAllValues:StringLikeIfExists', ID, { Null: GUARD }), []],
  [
    'IfExists and Null on another key',
    'FAIL',
    accounts('StringEqualsIfExists', ID, { Null: { 'aws:SourceArn': 'false' } }),
    OPEN,
  ],
  [
    'IfExists, and the key must not be there',
    'FAIL',
    accounts('StringEqualsIfExists', ID, { Null: { 'aws:SourceAccount': 'true' } }),
    OPEN,
  ],
  ['an organization', 'PASS', when({ StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } }), []],
  ['any organization', 'FAIL', when({ StringLike: { 'aws:SourceOrgID': 'o-*' } }), OPEN],
  [
    'a unit of an organization',
    'PASS',
    when({ StringLike: { 'aws:SourceOrgPaths': 'o-abcdefghij/r-abc1/ou-abc1-12345678/' } }),
    [],
  ],
  [
    'all below a unit',
    'PASS',
    when({ 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': 'o-a1b2c3d4e5/r-f6g7h8i9j0/ou-f6g7-11112222/*' } }),
    [],
  ],
  ['any path', 'FAIL', when({ 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': '*' } }), OPEN],
  ['a path in any organization', 'FAIL', when({ 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': 'o-*/*' } }), OPEN],
  [
    'an organization where a path belongs',
    'FAIL',
    when({ 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': 'o-abcdefghij' } }),
    [],
    'A path ends with a slash (IAM user guide, aws:SourceOrgPaths), so nobody meets it: broken, and not open to strangers.',
  ],
  ['the key in other letters', 'PASS', when({ StringEquals: { 'aws:sourceaccount': ID } }), []],
  ['an external id', 'FAIL', when({ StringEquals: { 'sts:ExternalId': 'unique-tenant-id' } }), OPEN],
  [
    'a service and another account, bound',
    'PASS',
    ofTrust(
      policyOf(
        allow({ Service: SERVICE, AWS: `arn:aws:iam::${OTHER}:root` }, { StringEquals: { 'aws:SourceAccount': ID } }),
      ),
    ),
    [],
  ],
  [
    'two services, bound',
    'PASS',
    ofTrust(
      policyOf(allow({ Service: [SERVICE, 'events.amazonaws.com'] }, { StringEquals: { 'aws:SourceAccount': ID } })),
    ),
    [],
  ],
  [
    'two services, not bound',
    'FAIL',
    ofTrust(policyOf(allow({ Service: [SERVICE, 'events.amazonaws.com'] }, { ArnLike: { 'aws:SourceArn': BUCKET } }))),
    OPEN,
  ],
  [
    'a statement that stands in no list',
    'FAIL',
    ofTrust({ Version: '2012-10-17', Statement: service({ ArnLike: { 'aws:SourceArn': BUCKET } }) }),
    OPEN,
  ],
  [
    'an action of another service beside it',
    'FAIL',
    ofTrust(
      policyOf(service({ StringEquals: { 'sts:ExternalId': 'abc' } }, { Action: ['sts:AssumeRole', 's3:GetObject'] })),
    ),
    OPEN,
  ],
  [
    'a service without a name beside it',
    'FAIL',
    ofTrust(policyOf(allow({ Service: [SERVICE, ''] }, { StringEquals: { 'sts:ExternalId': 'abc' } }))),
    OPEN,
  ],
  [
    'a service that is an object',
    'none',
    ofTrust(policyOf(allow({ Service: [{ unexpected: 'object' }] }))),
    ['service-trust-without-source ?'],
    'IAM stores no such policy; what cannot be read is not assessed.',
  ],
  ['an operator without a key', 'none', when({ StringEquals: {} }), OPEN, OURS_IS_ONE],
  [
    'a blank before the action',
    'FAIL',
    byAction(' sts:AssumeRole'),
    [],
    'No document of AWS says that blanks are left out; policy-invalid tells of the action.',
  ],
  [
    'NotAction',
    'UNKNOWN',
    ofTrust(policyOf({ Effect: 'Allow', Principal: { Service: SERVICE }, NotAction: 's3:*' })),
    OPEN,
    'It allows all that it does not name, sts:AssumeRole too.',
  ],
  [
    'each role is judged',
    'FAIL',
    ofDetails({
      RoleDetailList: [
        roleDetail(policyOf(service({ StringEquals: { 'aws:SourceAccount': ID } }))),
        roleDetail(policyOf(service({ ArnLike: { 'aws:SourceArn': BUCKET } })), {
          RoleName: 'unbound',
          RoleId: 'AROAUNBOUND',
          Arn: `arn:aws:iam::${ID}:role/unbound`,
        }),
      ],
    }),
    OPEN,
  ],
]

describePeer('iam_role_service_trust_restricts_source_to_account', byRules(OPEN), SERVICE_TRUST)

const workspaces = (condition: JsonObject) =>
  ofTrust(policyOf(allow({ Service: 'workspaces.amazonaws.com' }, condition)))

describePeer('iam_role_cross_service_confused_deputy_prevention', byRules(OPEN), [
  [
    'EC2',
    'FAIL',
    ofTrust(policyOf(allow({ Service: 'ec2.amazonaws.com' }))),
    [],
    'EC2 sends no source keys to sts:AssumeRole, and the condition would lock it out (prowler#2810).',
  ],
  [
    'a service-linked role',
    'none',
    ofTrust(policyOf(allow({ Service: 'ec2.amazonaws.com' })), { Path: '/aws-service-role/guardduty.amazonaws.com/' }),
    [],
  ],
  ['by account', 'PASS', workspaces({ StringEquals: { 'aws:SourceAccount': [ID] } }), []],
  ['by account, StringLike', 'PASS', workspaces({ StringLike: { 'aws:SourceAccount': [ID] } }), []],
  [
    'by aws:PrincipalAccount',
    'PASS',
    workspaces({ StringLike: { 'aws:PrincipalAccount': [ID] } }),
    OPEN,
    'A service has no account: the key says nothing of the resource for which it acts (IAM user guide, "Confused deputy").',
  ],
  [
    'by aws:ResourceAccount',
    'PASS',
    workspaces({ StringLike: { 'aws:ResourceAccount': [ID] } }),
    OPEN,
    'The account of the role itself: every request meets it.',
  ],
  [
    'two services without a condition',
    'FAIL',
    ofTrust(policyOf(allow({ Service: ['scheduler.amazonaws.com', 'events.amazonaws.com'] }))),
    OPEN,
  ],
])
