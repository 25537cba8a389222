import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { auditAccount } from '#shared/jobs/audit-account.ts'
import { type AuditConfiguration, defaultConfiguration } from '#shared/rules/configuration.ts'
import { accountFile, detailsFile, file, ID, NOW } from '#test/evidence/evidence-folder.ts'

// From bytes to findings, for tables of what peers' own tests set up. Everything is calm unless a row says otherwise.

const DAY_MS = 86_400_000

/** So many days before NOW, as AWS writes times; a part of a day counts. */
export const daysAgo = (days: number): string => new Date(NOW.getTime() - days * DAY_MS).toISOString()

/** The evidence was collected, and the credential report made, within the hour. */
const COLLECTED = { reportGeneratedAt: daysAgo(1 / 24) }
/** The same, and where was asked for what belongs to a Region. */
export const collectedIn = (...regions: readonly string[]): EvidenceFile => accountFile({ ...COLLECTED, regions })

/**
 * What the audit says by these rules only, those included that are off until somebody asks for them: `rule subject` for each finding,
 * `rule ?` where something could not be assessed.
 */
export const byRules =
  (ruleIds: readonly string[], configuration: Partial<AuditConfiguration> = {}) =>
  (files: readonly EvidenceFile[]): readonly string[] => {
    const asked = ruleIds.map((id) => [id, { enabled: true, ...configuration.rules?.get(id) }] as const)
    const { findings, notAssessed } = auditAccount({
      files: files.some(({ name }) => name === 'account.json') ? files : [accountFile(COLLECTED), ...files],
      configuration: { ...defaultConfiguration, ...configuration, rules: new Map(asked) },
      now: NOW,
      version: 'test',
      ruleIds,
      inventory: false,
    }).result
    const failed = findings.map(({ ruleId, subject }) => `${ruleId} ${subject.name}`)
    const unknown = new Set(notAssessed.map(({ ruleId }) => `${ruleId} ?`))
    return [...failed, ...unknown]
  }

/** A configuration that gives one rule these parameters. */
export const configured = (ruleId: string, parameters: Readonly<Record<string, number | readonly string[]>>) => ({
  rules: new Map([[ruleId, { parameters }]]),
})

export const STRANGER = '222222222222'
export const MANAGEMENT = '999999999999'
export const rootOf = (accountId: string): string => `arn:aws:iam::${accountId}:root`

export const policyOf = (...statements: readonly object[]): object => ({
  Version: '2012-10-17',
  Statement: statements,
})
export const allowing = (actions: unknown, resources: unknown, more: object = {}): object =>
  policyOf({ Effect: 'Allow', Action: actions, Resource: resources, ...more })
export const trusting = (principal: unknown, condition?: object, action: unknown = 'sts:AssumeRole'): object =>
  policyOf({ Effect: 'Allow', Principal: principal, Action: action, ...(condition && { Condition: condition }) })

export const attached = (...arns: readonly string[]): readonly object[] =>
  arns.map((arn) => ({ PolicyArn: arn, PolicyName: arn.slice(arn.lastIndexOf('/') + 1) }))
export const inline = (name: string, document: object): readonly object[] => [
  { PolicyName: name, PolicyDocument: document },
]

/** Made long ago, used yesterday, trusted by Lambda. */
export const roleDetail = (name: string, more: object = {}): object => ({
  Path: '/',
  RoleName: name,
  RoleId: `AROA${name.toUpperCase()}`,
  Arn: `arn:aws:iam::${ID}:role/${name}`,
  CreateDate: daysAgo(500),
  AssumeRolePolicyDocument: trusting({ Service: 'lambda.amazonaws.com' }),
  RolePolicyList: [],
  AttachedManagedPolicies: [],
  InstanceProfileList: [],
  Tags: [],
  RoleLastUsed: { LastUsedDate: daysAgo(1), Region: 'us-east-1' },
  ...more,
})
export const groupDetail = (name: string, more: object = {}): object => ({
  Path: '/',
  GroupName: name,
  GroupId: `AGPA${name.toUpperCase()}`,
  Arn: `arn:aws:iam::${ID}:group/${name}`,
  CreateDate: daysAgo(500),
  GroupPolicyList: [],
  AttachedManagedPolicies: [],
  ...more,
})
/** A customer-managed policy, attached once and long unchanged. */
export const policyDetail = (name: string, document: unknown, more: object = {}): object => ({
  PolicyName: name,
  PolicyId: `ANPA${name.toUpperCase()}`,
  Arn: `arn:aws:iam::${ID}:policy/${name}`,
  Path: '/',
  DefaultVersionId: 'v1',
  AttachmentCount: 1,
  PermissionsBoundaryUsageCount: 0,
  IsAttachable: true,
  CreateDate: daysAgo(500),
  UpdateDate: daysAgo(500),
  PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: document, CreateDate: daysAgo(500) }],
  ...more,
})

export const details = (more: object): readonly EvidenceFile[] => [detailsFile(more)]

/** One role of this trust policy. */
export const roleTrusting = (document: object | string): EvidenceFile =>
  detailsFile({ RoleDetailList: [roleDetail('app', { AssumeRolePolicyDocument: document })] })
/** One attached customer-managed policy. */
export const managedPolicy = (document: object, more: object = {}): EvidenceFile =>
  detailsFile({ Policies: [policyDetail('app', document, more)] })

export const NO_ORGANIZATION = file('organization.json', { Organization: null })
/** The account is a member, and the list of accounts is there, with itself and the management account. */
export const IN_ORGANIZATION: readonly EvidenceFile[] = [
  file('organization.json', {
    Organization: {
      Id: 'o-goodorg',
      Arn: `arn:aws:organizations::${MANAGEMENT}:organization/o-goodorg`,
      MasterAccountId: MANAGEMENT,
      FeatureSet: 'ALL',
    },
  }),
  file('organization-accounts.json', {
    Accounts: [ID, MANAGEMENT].map((id) => ({ Id: id, Name: id, Status: 'ACTIVE', State: 'ACTIVE' })),
  }),
]

export const summaryFile = (counts: object): EvidenceFile => file('account-summary.json', { SummaryMap: counts })
/** GetAccountPasswordPolicy; null: the account has none of its own. */
export const passwordPolicyFile = (policy: object | null): EvidenceFile =>
  file('account-password-policy.json', { PasswordPolicy: policy })

export const PASSWORD_RULES = [
  'password-policy-allows-reuse',
  'password-policy-too-short',
  'password-policy-without-lowercase',
  'password-policy-without-numbers',
  'password-policy-without-symbols',
  'password-policy-without-uppercase',
]

export const certificateUntil = (expiration: string): readonly EvidenceFile[] => [
  file('server-certificates.json', {
    ServerCertificateMetadataList: [
      {
        Path: '/',
        ServerCertificateName: 'site',
        ServerCertificateId: 'ASCAEXAMPLE',
        Arn: `arn:aws:iam::${ID}:server-certificate/site`,
        UploadDate: daysAgo(400),
        Expiration: expiration,
      },
    ],
  }),
]

/** An analyzer of the account for access from outside, at work. */
export const analyzer = (more: object = {}): object => ({
  arn: `arn:aws:access-analyzer:us-east-1:${ID}:analyzer/a`,
  name: 'a',
  status: 'ACTIVE',
  type: 'ACCOUNT',
  ...more,
})
