import { ListAnalyzersCommand, ListFindingsV2Command } from '@aws-sdk/client-accessanalyzer'
import { DescribeTrailsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail'
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch'
import { DescribeMetricFiltersCommand } from '@aws-sdk/client-cloudwatch-logs'
import {
  GenerateCredentialReportCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetOpenIDConnectProviderCommand,
  GetOutboundWebIdentityFederationInfoCommand,
  ListAccountAliasesCommand,
  ListDelegationRequestsCommand,
  ListOpenIDConnectProvidersCommand,
  ListServiceSpecificCredentialsCommand,
} from '@aws-sdk/client-iam'
import {
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListAccountsCommand,
  ListDelegatedAdministratorsCommand,
  ListDelegatedServicesForAccountCommand,
  ListPoliciesCommand,
} from '@aws-sdk/client-organizations'
import { describe, expect, it } from 'vitest'
import { collectBulk } from '#shared/clients/collect-bulk.ts'
import type { CollectionOptions } from '#shared/clients/collection.ts'
import { EVIDENCE_NAMES } from '#shared/facts/evidence-source.ts'
import { ACCOUNT, OTHER_REGION, REGION, awsError, jsonOf, mockedClients, optionsOf } from './mocked-clients.ts'

const perUser = new Set([
  'mfa-devices',
  'access-keys',
  'access-key-last-used',
  'login-profiles',
  'ssh-public-keys',
  'signing-certificates',
])
const organizationOnly = [
  'delegated-administrators.json',
  'organization-accounts.json',
  'organization-policies.json',
  'organizations-features.json',
]
const bulkNames = EVIDENCE_NAMES.filter((name) => name !== 'account' && !perUser.has(name)).map(
  (name) => `${name}.json`,
)

/** An account in which every call has an answer. */
const calmAccount = () => {
  const mocked = mockedClients()
  mocked.iam.on(GenerateCredentialReportCommand).resolves({ State: 'COMPLETE' })
  mocked.iam.on(GetCredentialReportCommand).resolves({
    Content: new TextEncoder().encode('user,arn'),
    ReportFormat: 'text/csv',
    GeneratedTime: new Date('2026-11-20T05:59:00Z'),
  })
  return mocked
}

const run = async (mocked: ReturnType<typeof mockedClients>, changes: Partial<CollectionOptions> = {}) => {
  const result = await collectBulk(mocked.clients, optionsOf(changes))
  return { ...result, names: result.files.map(({ name }) => name), json: (name: string) => jsonOf(result.files, name) }
}

describe('collectBulk', () => {
  it('writes every account-wide kind of evidence, in the order of names, and no error', async () => {
    const { names, errors } = await run(calmAccount())
    expect(errors).toEqual([])
    expect(names).toEqual([...bulkNames].sort())
  })

  it('is the same bytes twice', async () => {
    expect((await run(calmAccount())).files).toEqual((await run(calmAccount())).files)
  })

  it("writes the report as the AWS CLI prints it, with IAM's own time", async () => {
    expect((await run(calmAccount())).json('credential-report.json')).toEqual({
      Content: Buffer.from('user,arn').toString('base64'),
      ReportFormat: 'text/csv',
      GeneratedTime: '2026-11-20T05:59:00+00:00',
    })
  })

  it('keeps policy documents as they came, and pages as pages', async () => {
    const mocked = calmAccount()
    const Document = '%7B%22Version%22%3A%222012-10-17%22%2C%22x%22%3A%22a%2Bb+c%22%7D'
    const pages = [
      { IsTruncated: true, Marker: 'm', Policies: [{ PolicyVersionList: [{ Document }] }] },
      { IsTruncated: false, UserDetailList: [{ UserName: '__proto__', CreateDate: new Date(0) }] },
    ]
    mocked.iam
      .on(GetAccountAuthorizationDetailsCommand)
      .resolvesOnce(pages[0] ?? {})
      .resolvesOnce(pages[1] ?? {})
    expect((await run(mocked)).json('account-authorization-details.json')).toEqual([
      { Policies: [{ PolicyVersionList: [{ Document }] }] },
      { IsTruncated: false, UserDetailList: [{ UserName: '__proto__', CreateDate: '1970-01-01T00:00:00+00:00' }] },
    ])
  })

  it('asks for the service-specific credentials of all users', async () => {
    const mocked = calmAccount()
    await run(mocked)
    expect(mocked.iam.commandCalls(ListServiceSpecificCredentialsCommand)[0]?.args[0].input).toMatchObject({
      AllUsers: true,
    })
  })

  it('reads on by the lower-case flag of delegation requests', async () => {
    const mocked = calmAccount()
    mocked.iam
      .on(ListDelegationRequestsCommand)
      .resolvesOnce({ isTruncated: true, Marker: 'm', DelegationRequests: [{ DelegationRequestId: 'dr-1' }] })
      .resolvesOnce({ DelegationRequests: [{ DelegationRequestId: 'dr-2' }] })
    expect((await run(mocked)).json('delegation-requests.json')).toHaveLength(2)
  })

  it('has the alias', async () => {
    const mocked = calmAccount()
    mocked.iam.on(ListAccountAliasesCommand).resolves({ AccountAliases: ['wonderland'] })
    expect((await run(mocked)).alias).toBe('wonderland')
  })

  it('writes what an OIDC provider accepts beside its ARN, and keeps the ARN where that is denied', async () => {
    const mocked = calmAccount()
    mocked.iam
      .on(ListOpenIDConnectProvidersCommand)
      .resolves({ OpenIDConnectProviderList: [{ Arn: 'a' }, { Arn: 'b' }] })
    mocked.iam.on(GetOpenIDConnectProviderCommand, { OpenIDConnectProviderArn: 'a' }).resolves({ ClientIDList: ['x'] })
    mocked.iam.on(GetOpenIDConnectProviderCommand, { OpenIDConnectProviderArn: 'b' }).rejects(awsError('AccessDenied'))
    const { json, errors } = await run(mocked)
    expect(json('open-id-connect-providers.json')).toEqual({
      OpenIDConnectProviderList: [{ Arn: 'a', ClientIDList: ['x'] }, { Arn: 'b' }],
    })
    expect(errors).toMatchObject([{ call: 'iam:GetOpenIDConnectProvider', code: 'AccessDenied' }])
  })
})

describe('what cannot be had is recorded, and the rest is collected', () => {
  it.each([
    ['iam:GetAccountSummary', 'account-summary', GetAccountSummaryCommand, 'AccessDenied'],
    [
      'iam:GetAccountPasswordPolicy',
      'account-password-policy',
      GetAccountPasswordPolicyCommand,
      'NoSuchEntityException',
    ],
    [
      'iam:GetAccountAuthorizationDetails',
      'account-authorization-details',
      GetAccountAuthorizationDetailsCommand,
      'ServiceFailureException',
    ],
  ] as const)('%s', async (call, evidence, command, name) => {
    const mocked = calmAccount()
    const code = name.replace('Exception', '')
    mocked.iam.on(command as typeof GetAccountSummaryCommand).rejects(awsError(name))
    const { names, errors } = await run(mocked)
    expect(errors).toEqual([{ call, evidence, code, reason: `${name} says AWS` }])
    expect(names).toEqual(bulkNames.filter((file) => file !== `${evidence}.json`).sort())
  })

  it('outbound federation that was never turned on is an answer: off', async () => {
    const mocked = calmAccount()
    mocked.iam.on(GetOutboundWebIdentityFederationInfoCommand).rejects(awsError('FeatureDisabledException'))
    const { json, errors } = await run(mocked)
    expect(json('outbound-web-identity-federation.json')).toEqual({ JwtVendingEnabled: false })
    expect(errors).toEqual([])
  })

  it('a standalone account, in which everything optional is refused', async () => {
    const mocked = calmAccount()
    mocked.organizations.onAnyCommand().rejects(awsError('AWSOrganizationsNotInUseException'))
    mocked.accessAnalyzer.onAnyCommand().rejects(awsError('AccessDeniedException'))
    mocked.cloudTrail.onAnyCommand().rejects(awsError('AccessDeniedException'))
    const { names, errors } = await run(mocked)
    expect(errors.map(({ evidence, code }) => `${evidence} ${code}`)).toEqual([
      'access-analyzers AccessDenied',
      'delegated-administrators AWSOrganizationsNotInUse',
      'organization AWSOrganizationsNotInUse',
      'organization-accounts AWSOrganizationsNotInUse',
      'organization-policies AWSOrganizationsNotInUse',
      'organization-policies AWSOrganizationsNotInUse',
      'trails AccessDenied',
    ])
    expect(names).toContain('account-authorization-details.json')
    expect(names).not.toContain('alarms.json')
  })

  it('row 27: authorization details cut short: what was read is there, and so is the error', async () => {
    const mocked = calmAccount()
    mocked.iam
      .on(GetAccountAuthorizationDetailsCommand)
      .resolves({ IsTruncated: true, Marker: 'm', UserDetailList: [] })
    const { json, errors } = await run(mocked)
    expect(json('account-authorization-details.json')).toHaveLength(2)
    expect(errors).toMatchObject([{ evidence: 'account-authorization-details', code: 'MarkerRepeated' }])
  })

  it('after the deadline nothing is asked, and every kind of evidence says so', async () => {
    const mocked = calmAccount()
    const { files, errors, calls } = await run(mocked, { deadline: new Date('2026-11-20T06:00:00Z') })
    expect(calls).toBe(0)
    expect(files).toEqual([])
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['deadline']))
    expect(errors.length).toBeGreaterThanOrEqual(20)
  })

  it('what nobody foresaw does not stop the rest', async () => {
    const mocked = calmAccount()
    mocked.iam.on(ListOpenIDConnectProvidersCommand).callsFake(() => ({ OpenIDConnectProviderList: 7 }))
    const { names, errors } = await run(mocked)
    expect(errors).toMatchObject([{ evidence: 'open-id-connect-providers', code: 'TypeError' }])
    expect(names).toHaveLength(bulkNames.length - 1)
  })

  it('never has more calls in flight than it may', async () => {
    const mocked = calmAccount()
    let inFlight = 0
    let most = 0
    const slow = async () => {
      most = Math.max(most, ++inFlight)
      await new Promise(setImmediate)
      inFlight -= 1
      return { State: 'COMPLETE' }
    }
    mocked.iam.onAnyCommand().callsFake(slow)
    mocked.organizations.onAnyCommand().callsFake(slow)
    mocked.cloudTrail.onAnyCommand().callsFake(slow)
    mocked.accessAnalyzer.onAnyCommand().callsFake(slow)
    await run(mocked, { concurrency: 3 })
    expect(most).toBe(3)
  })
})

describe('an organization', () => {
  it('row 31: accounts: an empty page with a token, then hundreds of pages', async () => {
    const mocked = calmAccount()
    const pages = 500
    mocked.organizations.on(ListAccountsCommand).callsFake(({ NextToken }: { NextToken?: string }) => {
      const page = Number(NextToken ?? 0)
      const Accounts = page === 0 ? [] : [{ Id: `${page}`.padStart(12, '0'), State: 'ACTIVE' }]
      return { Accounts, ...(page < pages ? { NextToken: `${page + 1}` } : {}) }
    })
    const { json, errors } = await run(mocked)
    expect(json('organization-accounts.json')).toHaveLength(pages + 1)
    expect(errors).toEqual([])
  })

  it('row 31: accounts: a token that comes back', async () => {
    const mocked = calmAccount()
    mocked.organizations.on(ListAccountsCommand).resolves({ Accounts: [{ Id: ACCOUNT }], NextToken: 't' })
    const { json, errors } = await run(mocked)
    expect(json('organization-accounts.json')).toHaveLength(2)
    expect(errors).toMatchObject([{ evidence: 'organization-accounts', code: 'MarkerRepeated' }])
  })

  it('row 32: states are kept as they came, new ones too', async () => {
    const mocked = calmAccount()
    const Accounts = [{ Id: ACCOUNT, State: 'CLOSED' }, { Id: ACCOUNT, State: 'FROZEN' }, { Id: ACCOUNT }]
    mocked.organizations.on(ListAccountsCommand).callsFake(() => ({ Accounts }))
    expect((await run(mocked)).json('organization-accounts.json')).toEqual({ Accounts })
  })

  it('has its policies with their documents and its delegated administrators with their services', async () => {
    const mocked = calmAccount()
    const { organizations } = mocked
    organizations.on(DescribeOrganizationCommand).resolves({ Organization: { Id: 'o-example' } })
    organizations.on(ListPoliciesCommand, { Filter: 'SERVICE_CONTROL_POLICY' }).resolves({
      Policies: [
        { Id: 'p-1', Name: 'guard' },
        { Id: 'p-2', Name: 'secret' },
      ],
    })
    organizations
      .on(DescribePolicyCommand, { PolicyId: 'p-1' })
      .resolves({ Policy: { Content: '{"Version":"2012-10-17"}' } })
    organizations.on(DescribePolicyCommand, { PolicyId: 'p-2' }).rejects(awsError('AccessDeniedException'))
    organizations.on(ListDelegatedAdministratorsCommand).resolves({ DelegatedAdministrators: [{ Id: ACCOUNT }] })
    organizations
      .on(ListDelegatedServicesForAccountCommand)
      .resolves({ DelegatedServices: [{ ServicePrincipal: 'access-analyzer.amazonaws.com' }] })
    const { json, errors } = await run(mocked)
    expect(json('organization-policies.json')).toEqual({
      Policies: [
        { Id: 'p-1', Name: 'guard', Content: '{"Version":"2012-10-17"}' },
        { Id: 'p-2', Name: 'secret' },
      ],
    })
    expect(json('delegated-administrators.json')).toEqual([
      { Id: ACCOUNT, DelegatedServices: [{ ServicePrincipal: 'access-analyzer.amazonaws.com' }] },
    ])
    expect(errors).toMatchObject([{ call: 'organizations:DescribePolicy', code: 'AccessDenied' }])
  })

  it('is not asked for its lists in a member account', async () => {
    const { names } = await run(calmAccount(), { organizationLists: false })
    expect(names).toEqual(bulkNames.filter((name) => !organizationOnly.includes(name)).sort())
  })
})

describe('trails and analyzers', () => {
  const logGroup = (account: string) => `arn:aws:logs:${REGION}:${account}:log-group:trail-events:*`
  const trail = {
    TrailARN: `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/all`,
    HomeRegion: REGION,
    CloudWatchLogsLogGroupArn: logGroup(ACCOUNT),
  }

  it('asks each trail once, in its home Region, and looks at the filters and alarms of its log group', async () => {
    const mocked = calmAccount()
    mocked.cloudTrail.on(DescribeTrailsCommand).resolves({ trailList: [trail, { ...trail }] })
    mocked.cloudTrail.on(GetTrailStatusCommand).resolves({ IsLogging: true })
    mocked.cloudWatchLogs.on(DescribeMetricFiltersCommand).resolves({ metricFilters: [{ filterName: 'root' }] })
    mocked.cloudWatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: [{ AlarmName: 'root' }] })
    const { json } = await run(mocked)
    expect(json('trails.json')).toEqual({ trailList: [trail] })
    expect(json('trail-status.json')).toEqual({ [trail.TrailARN]: { IsLogging: true } })
    expect(json('metric-filters.json')).toEqual({ metricFilters: [{ filterName: 'root' }] })
    expect(json('alarms.json')).toEqual({ MetricAlarms: [{ AlarmName: 'root' }] })
    expect(mocked.cloudWatchLogs.calls()[0]?.args[0].input).toEqual({ logGroupName: 'trail-events' })
  })

  it('does not take the log group of another account for one without filters', async () => {
    const mocked = calmAccount()
    const foreign = { ...trail, CloudWatchLogsLogGroupArn: logGroup('999999999999') }
    mocked.cloudTrail.on(DescribeTrailsCommand).resolves({ trailList: [foreign] })
    const { names, errors } = await run(mocked)
    expect(names).not.toContain('metric-filters.json')
    expect(names).not.toContain('alarms.json')
    expect(errors).toEqual([
      {
        call: 'logs:DescribeMetricFilters',
        evidence: 'metric-filters',
        region: REGION,
        code: 'other-account',
        reason:
          'The log group trail-events is in the account 999999999999; audit that account for its filters and alarms.',
      },
    ])
  })

  it('says in which Region analyzers could not be listed, and keeps those of the others', async () => {
    const mocked = calmAccount()
    mocked.accessAnalyzer
      .on(ListAnalyzersCommand)
      .resolvesOnce({ analyzers: [], nextToken: 't' })
      .resolvesOnce({ analyzers: [analyzer('one', 'ACTIVE'), analyzer('two', 'DISABLED')] })
    mocked.accessAnalyzer.on(ListFindingsV2Command).resolves({ findings: [finding] })
    mocked.accessAnalyzerElsewhere.onAnyCommand().rejects(awsError('UnrecognizedClientException'))
    const { json, errors } = await run(mocked, { regions: [REGION, OTHER_REGION] })
    expect(json('access-analyzers.json')).toMatchObject({
      analyzers: [
        { arn: 'one', region: REGION },
        { arn: 'two', region: REGION },
      ],
    })
    expect(json('access-analyzer-findings.json')).toMatchObject([{ analyzerArn: 'one', findings: [{ id: 'f-1' }] }])
    expect(errors.filter(({ evidence }) => evidence === 'access-analyzers')).toMatchObject([
      { region: OTHER_REGION, code: 'UnrecognizedClient' },
    ])
  })
})

const created = new Date('2026-01-01T00:00:00Z')
const analyzer = (arn: string, status: 'ACTIVE' | 'DISABLED') => ({
  arn,
  name: arn,
  type: 'ACCOUNT' as const,
  createdAt: created,
  status,
})
const finding = {
  id: 'f-1',
  analyzedAt: created,
  createdAt: created,
  updatedAt: created,
  resourceType: 'AWS::IAM::Role' as const,
  resourceOwnerAccount: ACCOUNT,
  status: 'ACTIVE' as const,
}
