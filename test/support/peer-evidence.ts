import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import {
  accountFile,
  csvText,
  detailsFile,
  file,
  ID,
  rootRow,
  type Row,
  userDetail,
  userRow,
} from '#test/evidence/evidence-folder.ts'
import {
  daysAgo as ago,
  groupDetail as detailOfGroup,
  NO_ORGANIZATION,
  policyDetail as detailOfPolicy,
  roleDetail as detailOfRole,
} from './judged-evidence.ts'

export { daysAgo as ago } from './judged-evidence.ts'

// Evidence as the AWS CLI writes it, of which a table says only what matters to it.

export const OTHER = '999988887777'

export const ahead = (days: number): string => ago(-days)

export const policyOf = (...statements: readonly JsonValue[]): JsonValue => ({
  Version: '2012-10-17',
  Statement: statements,
})

/** An account that is in no organization. */
const alone = (): readonly EvidenceFile[] => [accountFile(), NO_ORGANIZATION]
/** The account manages an organization. */
export const organization = file('organization.json', {
  Organization: {
    Id: 'o-example',
    Arn: `arn:aws:organizations::${ID}:organization/o-example`,
    MasterAccountId: ID,
    FeatureSet: 'ALL',
  },
})

export const roleDetail = (trust: JsonValue, more: object = {}): object =>
  detailOfRole('app', { AssumeRolePolicyDocument: trust, RoleLastUsed: {}, ...more })
export const groupDetail = (more: object): object => detailOfGroup('test-group', more)
export const policyDetail = (document: JsonValue, more: object = {}): object =>
  detailOfPolicy('policy1', document, more)

export const ofDetails = (more: object): readonly EvidenceFile[] => [...alone(), detailsFile(more)]

/** A role with this trust policy. */
export const ofTrust = (trust: JsonValue, more: object = {}): readonly EvidenceFile[] =>
  ofDetails({ RoleDetailList: [roleDetail(trust, more)] })

/** A customer-managed policy, attached unless said otherwise. */
export const ofPolicy = (document: JsonValue, more: object = {}): readonly EvidenceFile[] =>
  ofDetails({ Policies: [policyDetail(document, more)] })

/** A customer-managed policy of these statements. */
export const ofStatements = (...statements: readonly JsonValue[]): readonly EvidenceFile[] =>
  ofPolicy(policyOf(...statements))

/** The policy of `policyDetail`, as users and groups name it. */
export const POLICY1 = { PolicyName: 'policy1', PolicyArn: `arn:aws:iam::${ID}:policy/policy1` }

export const ofUserDetail = (more: object, ...policies: readonly object[]): readonly EvidenceFile[] =>
  ofDetails({ UserDetailList: [userDetail('test-user', more)], Policies: policies })

/** A credential report of an hour ago. */
export const ofReport = (...rows: readonly Row[]): readonly EvidenceFile[] => [
  accountFile(),
  file('credential-report.json', {
    Content: btoa(csvText(rows)),
    ReportFormat: 'text/csv',
    GeneratedTime: '2026-04-01T11:00:00+00:00',
  }),
]
export const ofUser = (more: Row = {}, ...others: readonly EvidenceFile[]): readonly EvidenceFile[] => [
  ...ofReport(rootRow(), userRow('test-user', more)),
  ...others,
]

/** A console password, used yesterday. */
export const password = (more: Row = {}): Row => ({
  password_enabled: 'true',
  password_last_used: ago(1),
  password_last_changed: '2025-06-01T00:00:00+00:00',
  ...more,
})
/** An access key, used yesterday. */
export const key = (slot: 1 | 2, more: { made?: string; used?: string; active?: string } = {}): Row => ({
  [`access_key_${slot}_active`]: more.active ?? 'true',
  [`access_key_${slot}_last_rotated`]: more.made ?? ago(30),
  [`access_key_${slot}_last_used_date`]: more.used ?? ago(1),
  [`access_key_${slot}_last_used_region`]: 'us-east-1',
  [`access_key_${slot}_last_used_service`]: 's3',
})
