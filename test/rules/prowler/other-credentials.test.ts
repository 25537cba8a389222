import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { accountFile, detailsFile, file, ID, rootRow, userDetail, userRow } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import { byRules } from '#test/support/judged-evidence.ts'
import { ahead, ofReport, ofUserDetail, POLICY1, policyDetail, policyOf } from '#test/support/peer-evidence.ts'

// The cases of Prowler’s unit tests on API keys and certificates (prowler-cloud/prowler, tests/providers/aws/services/bedrock and …/iam;
// Apache-2.0; the facts in our words), with its verdict and ours.

const CREDENTIALS = ['bedrock-long-term-api-key', 'service-credential-never-expires']
const LONG_TERM = ['bedrock-long-term-api-key']
const apiKey = (user: string, id: string, days: number | undefined, more: object = {}): object => ({
  UserName: user,
  ServiceSpecificCredentialId: id,
  ServiceName: 'bedrock.amazonaws.com',
  Status: 'Active',
  CreateDate: '2025-06-01T00:00:00+00:00',
  ...(days === undefined ? {} : { ExpirationDate: ahead(days) }),
  ...more,
})
const ofApiKeys = (...keys: readonly object[]): readonly EvidenceFile[] => [
  ...ofReport(rootRow(), userRow('u1'), userRow('u2'), userRow('u3')),
  file('service-specific-credentials.json', { ServiceSpecificCredentials: keys }),
]

describePeer('bedrock_api_key_no_long_term_credentials', byRules(CREDENTIALS), [
  ['no key', 'none', ofApiKeys(), []],
  ['until next month', 'FAIL', ofApiKeys(apiKey('u1', 'A', 30)), LONG_TERM],
  ['until next year', 'FAIL', ofApiKeys(apiKey('u1', 'A', 365)), LONG_TERM],
  ['for 41 years', 'FAIL', ofApiKeys(apiKey('u1', 'A', 15_000)), LONG_TERM],
  ['until last month', 'PASS', ofApiKeys(apiKey('u1', 'A', -30)), []],
  [
    'without an end',
    'none',
    ofApiKeys(apiKey('u1', 'A', undefined)),
    ['service-credential-never-expires'],
    'Prowler leaves it out; by the IAM API reference these are the keys that never expire.',
  ],
  ['of another service', 'none', ofApiKeys(apiKey('u1', 'A', 30, { ServiceName: 'codecommit.amazonaws.com' })), []],
  ['three', 'FAIL', ofApiKeys(apiKey('u1', 'A', 191), apiKey('u2', 'B', 15_000), apiKey('u3', 'C', -30)), LONG_TERM],
  [
    'inactive',
    'FAIL',
    ofApiKeys(apiKey('u1', 'A', 30, { Status: 'Inactive' })),
    [],
    'Prowler does not read the status; what is left over is service-credential-left-over.',
  ],
])

const OVER = ['bedrock-api-key-over-privileged-user']
const ofKeyOwner = (more: object, ...policies: readonly object[]): readonly EvidenceFile[] => [
  ...ofReport(rootRow(), userRow('test-user')),
  file('service-specific-credentials.json', { ServiceSpecificCredentials: [apiKey('test-user', 'A', 30)] }),
  detailsFile({ UserDetailList: [userDetail('test-user', more)], Policies: policies }),
]
const everything = policyOf({ Effect: 'Allow', Action: ['*'], Resource: '*' })
const escalation = policyOf({
  Effect: 'Allow',
  Action: ['iam:CreateAccessKey', 'iam:CreateUser', 'iam:AttachUserPolicy'],
  Resource: '*',
})
const allOfBedrock = policyOf({ Effect: 'Allow', Action: ['bedrock:*'], Resource: '*' })
const attached = { AttachedManagedPolicies: [POLICY1] }
const inlineWith = (document: object) => ({ UserPolicyList: [{ PolicyName: 'inline', PolicyDocument: document }] })

describePeer('bedrock_api_key_no_administrative_privileges', byRules(OVER), [
  [
    'no key',
    'none',
    ofUserDetail({}),
    ['bedrock-api-key-over-privileged-user ?'],
    'Which keys there are was not collected here.',
  ],
  ['an administrator', 'FAIL', ofKeyOwner(attached, policyDetail(everything)), OVER],
  ['an administrator, inline', 'FAIL', ofKeyOwner(inlineWith(everything as object)), OVER],
  ['who can become one', 'FAIL', ofKeyOwner(attached, policyDetail(escalation)), OVER],
  ['who can become one, inline', 'FAIL', ofKeyOwner(inlineWith(escalation as object)), OVER],
  ['all of Bedrock', 'FAIL', ofKeyOwner(attached, policyDetail(allOfBedrock)), OVER],
  ['nothing', 'PASS', ofKeyOwner({}), []],
])

const certificate = (days: number): EvidenceFile =>
  file('server-certificates.json', {
    ServerCertificateMetadataList: [
      {
        Path: '/',
        ServerCertificateName: 'certname',
        ServerCertificateId: 'ASCATEST',
        Arn: `arn:aws:iam::${ID}:server-certificate/certname`,
        UploadDate: '2024-01-01T00:00:00+00:00',
        Expiration: ahead(days),
      },
    ],
  })
const EXPIRED = ['server-certificate-expired']

describePeer('iam_no_expired_server_certificates_stored', byRules(EXPIRED), [
  ['none', 'none', [accountFile(), file('server-certificates.json', { ServerCertificateMetadataList: [] })], []],
  ['expired', 'FAIL', [accountFile(), certificate(-1)], EXPIRED],
  ['not expired', 'PASS', [accountFile(), certificate(90)], []],
])
