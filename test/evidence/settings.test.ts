import { describe, expect, test } from 'vitest'
import { parseAccount } from '#shared/evidence/parse-account.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { accountFile, codesOf, file, ID, NOW, reasonOf, valueOf } from './evidence-folder.ts'

const parse = (answers: Readonly<Record<string, object>>, errors: readonly object[] = []): AccountFacts =>
  parseAccount(
    [accountFile({ errors }), ...Object.entries(answers).map(([name, answer]) => file(`${name}.json`, answer))],
    { now: NOW },
  )

describe('trap 21: the password policy', () => {
  const rest = {
    RequireSymbols: true,
    RequireNumbers: false,
    RequireUppercaseCharacters: true,
    RequireLowercaseCharacters: false,
    AllowUsersToChangePassword: true,
  }
  const policyOf = (policy: object) =>
    valueOf(parse({ 'account-password-policy': { PasswordPolicy: policy } }).passwordPolicy)
  test('reuse that is not prevented is absent and not 0, and so is expiry', () => {
    expect(policyOf({ MinimumPasswordLength: 14, ...rest, ExpirePasswords: false })).toEqual({
      kind: 'password-policy',
      minimumLength: 14,
      requireSymbols: true,
      requireNumbers: false,
      requireUppercase: true,
      requireLowercase: false,
      allowUsersToChange: true,
      hardExpiry: false,
    })
  })
  test('24 passwords remembered, 90 days, hard expiry', () => {
    const policy = {
      MinimumPasswordLength: 8,
      ExpirePasswords: true,
      MaxPasswordAge: 90,
      PasswordReusePrevention: 24,
      HardExpiry: true,
    }
    expect(policyOf(policy)).toMatchObject({ maxAgeDays: 90, reusePrevention: 24, hardExpiry: true })
  })
  test('a missing policy is none, a missing file is unknown', () => {
    expect(policyOf(null as never)).toBe('none')
    expect(reasonOf(parse({}).passwordPolicy)).toBe(
      'There is no account-password-policy.json in the evidence (iam:GetAccountPasswordPolicy was not asked).',
    )
    expect(parse({ 'account-password-policy': {} }).sources.get('account-password-policy')?.state).toBe('unreadable')
  })
})

test('the summary keeps AWS’s names; what is no count is a problem', () => {
  const account = parse({ 'account-summary': { SummaryMap: { Users: 3, Groups: 'many', ['__proto__x']: 1 } } })
  expect([...valueOf(account.summary)]).toEqual([
    ['Users', 3],
    ['__proto__x', 1],
  ])
  expect(codesOf(account)).toEqual(['impossible-value'])
})

test('identity providers, with and without what only the single call tells', () => {
  const saml = `arn:aws:iam::${ID}:saml-provider/corp`
  const oidc = `arn:aws:iam::${ID}:oidc-provider/token.actions.githubusercontent.com`
  const account = parse({
    'saml-providers': {
      SAMLProviderList: [{ Arn: saml, ValidUntil: '2030-01-01T00:00:00Z', CreateDate: '2025-01-01T00:00:00Z' }],
    },
    'open-id-connect-providers': {
      OpenIDConnectProviderList: [{ Arn: oidc }, { Arn: `${oidc}/x`, ClientIDList: ['sts', 'a'] }],
    },
  })
  expect(valueOf(account.samlProviders)).toMatchObject([
    { name: 'corp', validUntil: { value: new Date('2030-01-01T00:00:00Z') } },
  ])
  expect(valueOf(account.oidcProviders)).toMatchObject([
    { issuer: 'token.actions.githubusercontent.com', clientIds: { state: 'unknown' } },
    { issuer: 'token.actions.githubusercontent.com/x', clientIds: { state: 'known', value: ['a', 'sts'] } },
  ])
})

test('a provider whose details were denied is still a provider', () => {
  const errors = [{ call: 'iam:GetOpenIDConnectProvider', code: 'AccessDenied', reason: 'no' }]
  const account = parse(
    { 'open-id-connect-providers': { OpenIDConnectProviderList: [{ Arn: `arn:aws:iam::${ID}:oidc-provider/x` }] } },
    errors,
  )
  expect(valueOf(account.oidcProviders)).toHaveLength(1)
  expect(account.sources.get('open-id-connect-providers')?.state).toBe('failed')
})

test('trap 25: a list that is cut short is not known', () => {
  const account = parse({ 'virtual-mfa-devices': { VirtualMFADevices: [], IsTruncated: true, Marker: 'x' } })
  expect(reasonOf(account.virtualMfaDevices)).toBe(
    'virtual-mfa-devices.json is cut short: its last page says that there is more. What is not in it is not known; fetch all pages.',
  )
})

test('a broken item is one problem and the others survive', () => {
  const good = {
    Arn: `arn:aws:iam::${ID}:server-certificate/a`,
    ServerCertificateName: 'a',
    ServerCertificateId: 'ASCA',
    Expiration: '2026-05-01T00:00:00Z',
  }
  const account = parse({
    'server-certificates': [
      { ServerCertificateMetadataList: [good, 7] },
      { ServerCertificateMetadataList: [{ ...good, Arn: 1 }] },
    ],
  })
  expect(valueOf(account.serverCertificates)).toMatchObject([{ name: 'a', uploadedAt: { state: 'unknown' } }])
  expect(account.problems.map(({ reason }) => reason)).toEqual([
    'server-certificates.json ServerCertificateMetadataList[1] is left out: it is not an object.',
    'server-certificates.json ServerCertificateMetadataList[2] is left out: Arn is missing or not as AWS writes it.',
  ])
})

test('the organization: features, accounts by State and Status, policies, administrators', () => {
  const account = parse({
    organization: {
      Organization: {
        Id: 'o-1',
        Arn: 'arn:aws:organizations::9:organization/o-1',
        MasterAccountId: '999999999999',
        FeatureSet: 'ALL',
      },
    },
    'organizations-features': { OrganizationId: 'o-1', EnabledFeatures: ['RootSessions'] },
    'organization-accounts': [
      { Accounts: [{ Id: '2', Name: 'b', State: 'FROZEN', Status: 'ACTIVE' }] },
      { Accounts: [{ Id: '1', Status: 'SUSPENDED' }] },
    ],
    'organization-policies': {
      Policies: [
        { Id: 'p-1', Name: 'deny', Type: 'SERVICE_CONTROL_POLICY', AwsManaged: false, Content: '{}' },
        { Id: 'p-2', Name: 'tags', Type: 'TAG_POLICY' },
      ],
    },
    'delegated-administrators': [{ Id: '3', DelegatedServices: [{ ServicePrincipal: 'iam.amazonaws.com' }] }],
  })
  expect(valueOf(account.organization)).toMatchObject({ managementAccountId: '999999999999', allFeatures: true })
  expect(valueOf(account.organizationFeatures)).toEqual({ rootCredentialsManagement: false, rootSessions: true })
  expect(valueOf(account.organizationAccounts)).toEqual([
    { id: '1', name: '', state: 'SUSPENDED' },
    { id: '2', name: 'b', state: 'FROZEN' },
  ])
  expect(valueOf(account.organizationPolicies)).toMatchObject([
    {
      id: 'p-1',
      name: 'deny',
      type: 'SERVICE_CONTROL_POLICY',
      awsManaged: false,
      content: '{}',
      document: { state: 'parsed', statements: [] },
    },
  ])
  expect(valueOf(account.delegatedAdministrators)).toEqual([{ accountId: '3', services: ['iam.amazonaws.com'] }])
  expect(codesOf(account)).toEqual(['other-policy-type'])
})

test('analyzers with their Region, findings with their analyzer', () => {
  const arn = `arn:aws:access-analyzer:eu-west-1:${ID}:analyzer/outside`
  const analyzer = { arn, name: 'outside', type: 'ACCOUNT', status: 'ACTIVE', createdAt: '2025-01-01T00:00:00Z' }
  const finding = {
    id: 'f-1',
    findingType: 'UnusedPermission',
    status: 'ACTIVE',
    resource: 'r',
    resourceType: 'AWS::IAM::Role',
    updatedAt: '2026-03-01T00:00:00Z',
  }
  const account = parse({
    'access-analyzers': { analyzers: [analyzer] },
    'access-analyzer-findings': [{ analyzerArn: arn, findings: [finding] }],
  })
  expect(valueOf(account.analyzers)).toEqual([
    { kind: 'analyzer', arn, name: 'outside', type: 'ACCOUNT', status: 'ACTIVE', region: 'eu-west-1' },
  ])
  expect(valueOf(account.analyzerFindings)).toMatchObject([
    { id: 'f-1', analyzerArn: arn, updatedAt: new Date('2026-03-01T00:00:00Z') },
  ])
})

test('the older ListFindings names no type: all that it tells of is external access', () => {
  const finding = { id: 'f-1', status: 'ACTIVE', resource: 'r', resourceType: 'AWS::IAM::Role' }
  const account = parse({ 'access-analyzer-findings': [{ analyzerArn: 'arn', findings: [finding] }] })
  expect(valueOf(account.analyzerFindings)).toMatchObject([{ id: 'f-1', findingType: 'ExternalAccess' }])
})

describe('trails', () => {
  const arn = `arn:aws:cloudtrail:eu-west-1:${ID}:trail/all`
  const trail = {
    TrailARN: arn,
    Name: 'all',
    HomeRegion: 'eu-west-1',
    IsMultiRegionTrail: true,
    IncludeGlobalServiceEvents: true,
    S3BucketName: 'b',
  }
  const trailOf = (selectors: object, errors: readonly object[] = []) => {
    const answers = {
      trails: { trailList: [trail, trail] },
      'trail-status': { [arn]: { IsLogging: true } },
      'event-selectors': selectors,
    }
    const [read, ...others] = valueOf(parse(answers, errors).trails)
    expect(others).toEqual([])
    if (read === undefined) throw new Error('no trail')
    return read
  }
  test('a shadow trail stands once', () => {
    const read = trailOf({})
    expect(read).toMatchObject({
      isMultiRegion: true,
      isOrganizationTrail: false,
      logFileValidation: false,
      bucket: 'b',
    })
    expect(valueOf(read.isLogging)).toBe(true)
    expect(reasonOf(read.managementEvents)).toBe(`event-selectors.json has no answer for ${arn}.`)
  })
  const advanced = (...fields: readonly object[]) => ({
    AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, ...fields] }],
  })
  test.each([
    [
      'all',
      { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, ExcludeManagementEventSources: [] }] },
    ],
    ['read-only', { EventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }] }],
    ['all', { EventSelectors: [{ ReadWriteType: 'ReadOnly' }, { ReadWriteType: 'WriteOnly' }] }],
    ['none', { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: false }] }],
    ['filtered', { EventSelectors: [{ ReadWriteType: 'All', ExcludeManagementEventSources: ['kms.amazonaws.com'] }] }],
    ['all', advanced()],
    ['write-only', advanced({ Field: 'readOnly', Equals: ['false'] })],
    ['filtered', advanced({ Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] })],
    ['none', { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] }] }],
  ])('takes %s of the management events: %j', (expected, selectors) => {
    expect(valueOf(trailOf({ [arn]: selectors }).managementEvents)).toBe(expected)
  })
  test('a trail that could not be asked says which call failed', () => {
    const errors = [{ call: 'cloudtrail:GetEventSelectors', region: 'eu-west-1', code: 'AccessDenied', reason: 'no' }]
    expect(reasonOf(trailOf({}, errors).managementEvents)).toBe(
      'cloudtrail:GetEventSelectors in eu-west-1 failed (AccessDenied): no',
    )
  })
})

test('metric filters, alarms, federation and delegation requests', () => {
  const account = parse({
    'metric-filters': {
      metricFilters: [
        {
          filterName: 'root',
          filterPattern: '{ $.x }',
          logGroupName: 'g',
          metricTransformations: [{ metricNamespace: 'N', metricName: 'm' }],
        },
      ],
    },
    alarms: {
      MetricAlarms: [
        { AlarmName: 'a', Namespace: 'N', MetricName: 'm', ActionsEnabled: true, AlarmActions: ['arn'] },
        { AlarmName: 'b', AlarmArn: `arn:aws:cloudwatch:eu-west-1:${ID}:alarm:b`, Namespace: 'N', MetricName: 'm' },
      ],
      CompositeAlarms: [],
    },
    'outbound-web-identity-federation': { IssuerIdentifier: 'https://x', JwtVendingEnabled: true },
    'delegation-requests': {
      DelegationRequests: [
        {
          DelegationRequestId: 'd',
          State: 'PENDING',
          CreateDate: '2026-01-01T00:00:00Z',
          ExpirationTime: '2026-05-01T00:00:00Z',
        },
      ],
    },
  })
  expect(valueOf(account.metricFilters)).toEqual([
    { logGroupName: 'g', filterName: 'root', filterPattern: '{ $.x }', metrics: [{ namespace: 'N', name: 'm' }] },
  ])
  expect(valueOf(account.alarms)).toEqual([
    { name: 'a', namespace: 'N', metricName: 'm', actionsEnabled: true, actions: ['arn'] },
    { name: 'b', region: 'eu-west-1', namespace: 'N', metricName: 'm', actionsEnabled: false, actions: [] },
  ])
  expect(valueOf(account.outboundFederation)).toEqual({ enabled: true })
  expect(valueOf(account.delegationRequests)).toMatchObject([{ id: 'd', expiresAt: new Date('2026-05-01T00:00:00Z') }])
})

test('roles.json adds how long a session may last', () => {
  const role = {
    RoleName: 'app',
    RoleId: 'AROA',
    Path: '/',
    Arn: `arn:aws:iam::${ID}:role/app`,
    CreateDate: '2025-01-01T00:00:00Z',
    AssumeRolePolicyDocument: { Statement: [] },
  }
  const details = { RoleDetailList: [role] }
  const durationOf = (more: object) =>
    valueOf(parse({ 'account-authorization-details': details, ...more }).roles)[0]?.maxSessionDuration
  expect(durationOf({ roles: { Roles: [{ ...role, MaxSessionDuration: 43_200 }] } })).toEqual({
    state: 'known',
    value: 43_200,
  })
  expect(durationOf({ roles: { Roles: [] } })).toEqual({
    state: 'unknown',
    reason: 'roles.json does not have this role.',
  })
  expect(durationOf({})).toEqual({
    state: 'unknown',
    reason: 'There is no roles.json in the evidence (iam:ListRoles was not asked).',
  })
})
