import { Buffer } from 'node:buffer'
import { jsonAnswer, queryAnswer } from './fake-aws.ts'
import type { FakeAnswer, FakeAnswers } from './fake-aws.ts'

const ACCOUNT = '123456789012'
export const ANALYZER = `arn:aws:access-analyzer:us-east-1:${ACCOUNT}:analyzer/all`

const credential = (user: string, id: string): string =>
  `<member><UserName>${user}</UserName><Status>Active</Status><ServiceUserName>${user}-at-${ACCOUNT}</ServiceUserName>` +
  `<CreateDate>2026-01-01T00:00:00Z</CreateDate><ServiceSpecificCredentialId>${id}</ServiceSpecificCredentialId>` +
  '<ServiceName>bedrock.amazonaws.com</ServiceName></member>'

/** Of all users at once, on two pages. */
const serviceSpecificCredentials = (request: string): FakeAnswer => {
  const parameters = new URLSearchParams(request)
  if (parameters.get('AllUsers') !== 'true') throw new Error('Not asked for all users.')
  const list = (members: string): string => `<ServiceSpecificCredentials>${members}</ServiceSpecificCredentials>`
  const operation = 'ListServiceSpecificCredentials'
  return parameters.get('Marker') === 'page-2'
    ? queryAnswer(operation, `${list(credential('constructor', 'ACCAEXAMPLE2'))}<IsTruncated>false</IsTruncated>`)
    : queryAnswer(
        operation,
        `${list(credential('paula', 'ACCAEXAMPLE1'))}<IsTruncated>true</IsTruncated><Marker>page-2</Marker>`,
      )
}

const analyzer = {
  arn: ANALYZER,
  name: 'all',
  type: 'ACCOUNT',
  status: 'ACTIVE',
  createdAt: '2026-01-01T00:00:00Z',
}
const finding = {
  id: 'f-1',
  analyzedAt: '2026-11-01T00:00:00Z',
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-01T00:00:00Z',
  resource: `arn:aws:iam::${ACCOUNT}:role/open-to-all`,
  resourceType: 'AWS::IAM::Role',
  resourceOwnerAccount: ACCOUNT,
  status: 'ACTIVE',
  findingType: 'ExternalAccess',
}

/** Calls that moto 5.2.5 does not know. */
export const whatMotoLacks: FakeAnswers = new Map([
  ['iam:ListServiceSpecificCredentials', serviceSpecificCredentials],
  [
    'iam:ListDelegationRequests',
    () =>
      queryAnswer(
        'ListDelegationRequests',
        '<DelegationRequests></DelegationRequests><isTruncated>false</isTruncated>',
      ),
  ],
  [
    'iam:ListOrganizationsFeatures',
    () =>
      queryAnswer(
        'ListOrganizationsFeatures',
        '<OrganizationId>o-exampleorgid</OrganizationId><EnabledFeatures><member>RootSessions</member></EnabledFeatures>',
      ),
  ],
  [
    'iam:GetOutboundWebIdentityFederationInfo',
    () => ({
      status: 404,
      body: '<ErrorResponse><Error><Type>Sender</Type><Code>FeatureDisabled</Code><Message>off</Message></Error></ErrorResponse>',
    }),
  ],
  ['access-analyzer:ListAnalyzers', () => jsonAnswer({ analyzers: [analyzer] })],
  ['access-analyzer:ListFindingsV2', () => jsonAnswer({ findings: [finding] })],
])

/** What moto answers, but not as AWS does: its report has no root row and was made in 2015, its root never has a key. */
export const reportWithRoot = (generatedAt: Date): FakeAnswers => {
  const columns =
    'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,' +
    'access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,' +
    'access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,' +
    'cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated'
  const root =
    `<root_account>,arn:aws:iam::${ACCOUNT}:root,2016-02-03T04:05:06Z,not_supported,2026-11-19T08:00:00Z,not_supported,` +
    'not_supported,false,true,2016-02-03T04:05:06Z,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A'
  const user =
    `paula,arn:aws:iam::${ACCOUNT}:user/people/paula,2026-11-01T00:00:00Z,true,no_information,2026-11-01T00:00:00Z,N/A,` +
    'false,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A'
  const Content = Buffer.from([columns, root, user].join('\n')).toString('base64')
  const entry = (key: string, value: number): string => `<entry><key>${key}</key><value>${value}</value></entry>`
  const summary = `<SummaryMap>${entry('AccountMFAEnabled', 0)}${entry('AccountAccessKeysPresent', 1)}</SummaryMap>`
  return new Map([
    ['iam:GetAccountSummary', () => queryAnswer('GetAccountSummary', summary)],
    [
      'iam:GetCredentialReport',
      () =>
        queryAnswer(
          'GetCredentialReport',
          `<Content>${Content}</Content><ReportFormat>text/csv</ReportFormat><GeneratedTime>${generatedAt.toISOString()}</GeneratedTime>`,
        ),
    ],
  ])
}
