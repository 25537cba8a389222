import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAccount, type EvidenceFile } from '#shared/evidence/parse-account.ts'
import { EvidenceError } from '#shared/evidence/evidence-error.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { EVIDENCE_NAMES } from '#shared/facts/evidence-source.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import {
  accountFile,
  bytesOf,
  codesOf,
  csvText,
  detailsFile,
  file,
  ID,
  namesOf,
  NOW,
  reasonOf,
  reportFile,
  rootRow,
  type Row,
  userDetail,
  userOf,
  userRow,
  valueOf,
} from './evidence-folder.ts'

const parse = (...files: readonly EvidenceFile[]): AccountFacts => parseAccount(files, { now: NOW })
const reportAt = (GeneratedTime: string, ...rows: readonly Row[]): EvidenceFile =>
  file('credential-report.json', { Content: csvText([rootRow(), ...rows]), GeneratedTime })
const FRESH = '2026-04-01T10:00:00Z'
const key = (slot: 1 | 2, created: string, used = 'N/A'): Row => ({
  [`access_key_${slot}_active`]: 'true',
  [`access_key_${slot}_last_rotated`]: created,
  [`access_key_${slot}_last_used_date`]: used,
})
const listedKey = (AccessKeyId: string, CreateDate: string, Status = 'Active') => ({
  UserName: 'alice',
  AccessKeyId,
  Status,
  CreateDate,
})
const askedKeys = (...AccessKeyMetadata: readonly object[]): EvidenceFile =>
  file('access-keys.json', [{ UserName: 'alice', AccessKeyMetadata }])
const NO_DETAILS =
  'There is no account-authorization-details.json in the evidence (iam:GetAccountAuthorizationDetails was not asked).'
const NO_REPORT = 'There is no credential-report.csv in the evidence (iam:GetCredentialReport was not asked).'

describe('what can be used', () => {
  test.each([
    [
      [],
      'The evidence folder holds nothing that can be audited: it is empty. Put at least credential-report.csv or account-authorization-details.json into it.',
    ],
    [
      [file('notes.txt', 'x')],
      'The evidence folder holds nothing that can be audited: it has 1 files, none of them of a name that is read. Put at least credential-report.csv or account-authorization-details.json into it.',
    ],
    [
      [file('credential-report.csv', '')],
      'credential-report.csv is empty; fetch this evidence again, or leave the file out.',
    ],
    [
      [file('credential-report.csv', 'user,arn,user_creation_time\n')],
      'credential-report.csv has its first row and no other, and every account has at least the row of root; fetch it again with: aws iam get-credential-report.',
    ],
  ])('%#: nothing is one sentence', (files, message) => {
    expect(() => parse(...files)).toThrow(new EvidenceError(message))
  })
  test('only CloudTrail is a legal folder, in which nothing else is known', () => {
    const account = parse({ name: 'cloudtrail/2026/a.json.gz', bytes: bytesOf('x') })
    expect([account.users, account.root, account.policies].map(reasonOf)).toEqual([NO_DETAILS, NO_REPORT, NO_DETAILS])
  })
  test('only a report', () => {
    const account = parse(reportFile(rootRow(), userRow('alice')))
    const alice = userOf(account, 'alice')
    expect(valueOf(account.id)).toBe(ID)
    expect(valueOf(alice.password)).toEqual({ state: 'none' })
    expect([alice.tags, alice.groupNames, alice.grants, account.roles].map(reasonOf)).toEqual(Array(4).fill(NO_DETAILS))
  })
  test('only authorization details', () => {
    const account = parse(detailsFile({ UserDetailList: [userDetail('alice')] }))
    const alice = userOf(account, 'alice')
    expect(valueOf(alice.grants)).toEqual({ inlinePolicies: [], attachedPolicies: [] })
    expect([alice.password, alice.mfaActive, alice.accessKeys, account.root].map(reasonOf)).toEqual(
      Array(4).fill(NO_REPORT),
    )
  })
  test('only answers of per-user calls', () => {
    const account = parse(askedKeys(listedKey('AKIA1', '2026-01-01T00:00:00Z')), accountFile())
    expect(userOf(account, 'alice').arn).toBe(`arn:aws:iam::${ID}:user/alice`)
    expect(valueOf(userOf(account, 'alice').accessKeys)).toHaveLength(1)
  })
  test('a broken file beside a good one is a source that is unreadable, and its facts say why', () => {
    const account = parse(reportFile(rootRow()), file('account-summary.json', '{'))
    expect(account.sources.get('account-summary')?.state).toBe('unreadable')
    expect(reasonOf(account.summary)).toContain('it ends in the middle (was it cut short?)')
  })
  test('trap 25: a report without a single row is no report of an account without users', () => {
    const account = parse(file('credential-report.csv', 'user,arn\n'), detailsFile({ UserDetailList: [] }))
    expect(account.sources.get('credential-report')?.state).toBe('unreadable')
    expect(reasonOf(account.root)).toContain('has its first row and no other')
  })
  test('every source is in the ledger, whether read or not', () => {
    const { sources } = parse(reportFile(rootRow()))
    expect(sources.get('credential-report')).toEqual({ state: 'read', file: 'credential-report.csv' })
    expect(sources.get('trails')).toEqual({
      state: 'missing',
      reason: 'There is no trails.json in the evidence (cloudtrail:DescribeTrails was not asked).',
    })
    expect(sources.size).toBe(31)
  })
  test('the same evidence gives the same facts, in whatever order the files and rows come', () => {
    const details = detailsFile({ UserDetailList: [userDetail('bob'), userDetail('alice')] })
    const one = parse(reportFile(rootRow(), userRow('alice'), userRow('bob')), details, accountFile())
    const other = parse(accountFile(), details, reportFile(userRow('bob'), rootRow(), userRow('alice')))
    const withoutPlaces = (account: AccountFacts) => JSON.stringify(account).replaceAll(/ row \d+/gu, '')
    expect(withoutPlaces(one)).toBe(withoutPlaces(other))
    expect(namesOf(one)).toEqual(['alice', 'bob'])
  })
})

describe('trap 2, row 24: the age of the report', () => {
  test.each([
    ['2026-04-01T08:00:00Z', 'read'],
    ['2026-04-01T07:59:59Z', 'stale'],
  ])('made %s it is %s', (generated, state) => {
    const account = parse(reportAt(generated))
    expect(account.sources.get('credential-report')).toMatchObject({ state, generatedAt: new Date(generated) })
    expect(valueOf(account.reportGeneratedAt)).toEqual(new Date(generated))
  })
  test('a stale report says so', () => {
    const source = parse(reportAt('2026-04-01T07:59:59Z')).sources.get('credential-report')
    expect(source).toMatchObject({
      reason:
        'The credential report was made 2026-04-01T07:59:59.000Z, more than 4 hours before 2026-04-01T12:00:00.000Z; what was right then is not known to be right now.',
    })
  })
  test('account.json tells in which Regions was asked, each once', () => {
    const regions = ['us-east-1', 'eu-west-1', 'us-east-1']
    expect(parse(reportFile(rootRow()), accountFile({ regions })).regions).toEqual(['eu-west-1', 'us-east-1'])
    expect(parse(reportFile(rootRow()), accountFile())).not.toHaveProperty('regions')
  })
  test('account.json tells the time of a report that is plain CSV', () => {
    const account = parse(reportFile(rootRow()), accountFile({ reportGeneratedAt: '2026-04-01T07:00:00Z' }))
    expect(account.sources.get('credential-report')?.state).toBe('stale')
  })
})

describe('trap 25: a failure is never read as success', () => {
  const error = {
    call: 'iam:GetCredentialReport',
    evidence: 'credential-report',
    code: 'AccessDenied',
    reason: 'no permission',
  }
  const words = 'iam:GetCredentialReport failed (AccessDenied): no permission'
  test.each([
    ['a list of errors', [error]],
    ['a list without the name of the evidence', [{ ...error, evidence: undefined }]],
    ['an object by call', { 'iam:GetCredentialReport': { code: 'AccessDenied', reason: 'no permission' } }],
    [
      'an object by call as the CLI spells it',
      { 'iam:get-credential-report': { code: 'AccessDenied', reason: 'no permission' } },
    ],
  ])('%s', (_name, errors) => {
    const account = parse(accountFile({ errors }), detailsFile({ UserDetailList: [userDetail('alice')] }))
    const source = account.sources.get('credential-report')
    expect(source?.state).toBe('failed')
    expect(reasonOf(userOf(account, 'alice').mfaActive)?.toLowerCase()).toBe(reasonOf(account.root)?.toLowerCase())
    expect(reasonOf(account.root)).toContain('failed (AccessDenied): no permission')
  })
  test('the reason is the call and what it said', () => {
    expect(reasonOf(parse(accountFile({ errors: [error] })).root)).toBe(words)
  })
  test('a list that a failed call left behind is a part of one, and not used', () => {
    const failed = { call: 'iam:ListVirtualMFADevices', code: 'Throttling', reason: 'Rate exceeded' }
    const account = parse(
      accountFile({ errors: [failed] }),
      file('virtual-mfa-devices.json', { VirtualMFADevices: [] }),
    )
    expect(reasonOf(account.virtualMfaDevices)).toBe('iam:ListVirtualMFADevices failed (Throttling): Rate exceeded')
  })
  test('authorization details that end too early keep whom they have, and nobody is a ghost for missing', () => {
    const failed = { call: 'iam:GetAccountAuthorizationDetails', code: 'Throttling', reason: 'Rate exceeded' }
    const details = detailsFile({ UserDetailList: [userDetail('alice')] })
    const account = parse(reportAt(FRESH, userRow('bob')), details, accountFile({ errors: [failed] }))
    expect(namesOf(account)).toEqual(['alice', 'bob'])
    expect(account.sources.get('account-authorization-details')?.state).toBe('failed')
  })
  test('an error of a call that is not known is a problem of its own', () => {
    const account = parse(accountFile({ errors: [{ call: 'x:Y', reason: 'no' }] }))
    expect(account.problems).toMatchObject([{ code: 'collection-error', reason: 'x:Y failed: no' }])
  })
  test("a report on last access that was not had is no gap of the audit's", () => {
    const call = 'iam:GenerateServiceLastAccessedDetails'
    const errors = [{ call, evidence: 'service-last-accessed', principal: 'x', code: 'AccessDenied', reason: 'no' }]
    expect(parse(accountFile({ errors })).problems).toEqual([])
  })
  test('two errors are answers: no password policy, no organization', () => {
    const errors = [
      { call: 'iam:GetAccountPasswordPolicy', code: 'NoSuchEntity', reason: 'no policy' },
      { call: 'organizations:DescribeOrganization', code: 'AWSOrganizationsNotInUseException', reason: 'not in use' },
    ]
    const account = parse(accountFile({ errors }))
    expect([valueOf(account.passwordPolicy), valueOf(account.organization)]).toEqual(['none', 'none'])
  })
  test('denied is not "none"', () => {
    const account = parse(
      accountFile({ errors: [{ call: 'iam:GetAccountPasswordPolicy', code: 'AccessDenied', reason: 'no' }] }),
    )
    expect(account.passwordPolicy.state).toBe('unknown')
  })
})

describe('trap 3: ghost rows', () => {
  const details = detailsFile({ UserDetailList: [userDetail('alice')] })
  const both = [userRow('alice'), userRow('ghost')] as const
  test('a user of the report who is not in details collected later is gone', () => {
    const account = parse(reportAt(FRESH, ...both), details, accountFile())
    expect(namesOf(account)).toEqual(['alice'])
    expect(account.problems).toMatchObject([
      {
        code: 'deleted-since-report',
        subjectName: 'ghost',
        where: 'credential-report.json row 4',
        reason: 'credential-report.json row 4 is left out: ghost was deleted after the report was made.',
      },
    ])
  })
  test.each([
    ['details from before the report', [reportAt('2026-04-01T11:30:00Z', ...both), details, accountFile()]],
    ['details of unknown time', [reportAt(FRESH, ...both), details]],
    ['a report of unknown time', [reportFile(rootRow(), ...both), details, accountFile()]],
    ['details without any user (made with a filter)', [reportAt(FRESH, ...both), detailsFile({}), accountFile()]],
    [
      'details cut short',
      [
        reportAt(FRESH, ...both),
        detailsFile({ UserDetailList: [userDetail('alice')], IsTruncated: true }),
        accountFile(),
      ],
    ],
  ])('but not by %s', (_name, files) => {
    const account = parse(...files)
    expect(namesOf(account)).toEqual(['alice', 'ghost'])
    expect(codesOf(account)).not.toContain('deleted-since-report')
  })
  test('row 26: a user for whom IAM says NoSuchEntity is dropped with a note', () => {
    const errors = [
      { call: 'iam:ListAccessKeys', evidence: 'access-keys', user: 'alice', code: 'NoSuchEntity', reason: 'gone' },
    ]
    const account = parse(
      reportAt(FRESH, userRow('alice')),
      detailsFile({ UserDetailList: [userDetail('alice'), userDetail('bob')] }),
      accountFile({ errors }),
    )
    expect(namesOf(account)).toEqual(['bob'])
    expect(codesOf(account)).toEqual(['deleted-since-report', 'deleted-since-report'])
  })
  test('a user made again under the same name does not get the credentials of the one who is gone', () => {
    const again = detailsFile({ UserDetailList: [userDetail('alice', { CreateDate: '2026-04-01T10:30:00Z' })] })
    const account = parse(reportAt(FRESH, userRow('alice', key(1, '2025-02-01T00:00:00Z'))), again)
    expect(reasonOf(userOf(account, 'alice').accessKeys)).toBe(
      'credential-report.json has no row of alice: the user is newer than the report.',
    )
    expect(codesOf(account)).toEqual(['deleted-since-report'])
  })
  test('a user newer than the report has unknown credentials, not none', () => {
    const account = parse(reportAt(FRESH), detailsFile({ UserDetailList: [userDetail('new')] }))
    expect(reasonOf(userOf(account, 'new').password)).toBe(
      'credential-report.json has no row of new: the user is newer than the report.',
    )
  })
  test('a user whose row was broken is not called newer', () => {
    const account = parse(
      reportAt(FRESH, userRow('alice', { arn: 'x' })),
      detailsFile({ UserDetailList: [userDetail('alice')] }),
    )
    expect(reasonOf(userOf(account, 'alice').password)).toBe(
      'credential-report.json has no readable row of alice; 1 of its rows were left out.',
    )
  })
  test('a user whose path changed since the report is one user', () => {
    const moved = userDetail('alice', { Path: '/team/', Arn: `arn:aws:iam::${ID}:user/team/alice` })
    const account = parse(
      reportAt(FRESH, userRow('alice', { mfa_active: 'true' })),
      detailsFile({ UserDetailList: [moved] }),
      accountFile(),
    )
    expect(valueOf(account.users).map(({ arn, mfaActive }) => [arn, valueOf(mfaActive)])).toEqual([
      [`arn:aws:iam::${ID}:user/team/alice`, true],
    ])
  })
  test('keys that are gone from IAM are gone from the facts', () => {
    const account = parse(reportAt(FRESH, userRow('alice', key(1, '2026-01-01T00:00:00Z'))), askedKeys())
    expect(valueOf(userOf(account, 'alice').accessKeys)).toEqual([])
  })
})

describe('trap 8: keys of the report and keys of ListAccessKeys', () => {
  const [january, february] = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z']
  const row = userRow('alice', {
    ...key(1, february, '2026-03-02T00:00:00Z'),
    ...key(2, january, '2026-03-01T00:00:00Z'),
  })
  const keysOf = (...files: readonly EvidenceFile[]) => valueOf(userOf(parse(...files), 'alice').accessKeys)
  test('are joined by the second of their creation, whatever the slot', () => {
    const keys = keysOf(reportAt(FRESH, row), askedKeys(listedKey('AKIA1', january), listedKey('AKIA2', february)))
    expect(keys.map(({ accessKeyId, slot, lastUsed }) => [accessKeyId, slot, lastUsed])).toEqual([
      ['AKIA1', 2, { state: 'used', at: new Date('2026-03-01T00:00:00Z') }],
      ['AKIA2', 1, { state: 'used', at: new Date('2026-03-02T00:00:00Z') }],
    ])
  })
  test('made in one second they cannot be told apart: ids stay, last use is unknown', () => {
    const twins = userRow('alice', {
      ...key(1, january, '2026-03-02T00:00:00Z'),
      ...key(2, january, '2026-03-01T00:00:00Z'),
    })
    const keys = keysOf(reportAt(FRESH, twins), askedKeys(listedKey('AKIA1', january), listedKey('AKIA2', january)))
    expect(keys.map(({ accessKeyId, slot }) => [accessKeyId, slot])).toEqual([
      ['AKIA1', undefined],
      ['AKIA2', undefined],
    ])
    expect(keys.map(({ lastUsed }) => reasonOf(lastUsed))).toEqual(
      ['AKIA1', 'AKIA2'].map(
        (id) =>
          `No key slot of the credential report can be told to be ${id} of alice. There is no access-key-last-used.json in the evidence (iam:GetAccessKeyLastUsed was not asked).`,
      ),
    )
  })
  test('two new keys of one second and a single slot of it: which of them the slot is, nobody can tell', () => {
    const one = userRow('alice', key(1, january, '2026-03-02T00:00:00Z'))
    const keys = keysOf(reportAt(FRESH, one), askedKeys(listedKey('AKIA1', january), listedKey('AKIA2', january)))
    expect(keys.map(({ slot, lastUsed }) => [slot, lastUsed.state])).toEqual([
      [undefined, 'unknown'],
      [undefined, 'unknown'],
    ])
  })
  test('a list of keys that is cut short is not the list: the report is', () => {
    const cut = [
      { UserName: 'alice', AccessKeyMetadata: [listedKey('AKIA1', january)], IsTruncated: true, Marker: 'x' },
    ]
    const account = parse(reportAt(FRESH, row), file('access-keys.json', cut))
    expect(valueOf(userOf(account, 'alice').accessKeys).map(({ slot }) => slot)).toEqual([1, 2])
    expect(codesOf(account)).toEqual(['cut-short'])
  })
  test('GetAccessKeyLastUsed wins over the report, by key id', () => {
    const lastUsed = [
      {
        AccessKeyId: 'AKIA1',
        UserName: 'alice',
        AccessKeyLastUsed: { LastUsedDate: '2026-03-31T00:00:00Z', ServiceName: 's3', Region: 'N/A' },
      },
      { AccessKeyId: 'AKIA2', UserName: 'alice', AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' } },
    ]
    const keys = keysOf(
      reportAt(FRESH, row),
      askedKeys(listedKey('AKIA1', january), listedKey('AKIA2', february)),
      file('access-key-last-used.json', lastUsed),
    )
    expect(keys.map((one) => one.lastUsed)).toEqual([
      { state: 'used', at: new Date('2026-03-31T00:00:00Z'), service: 's3' },
      { state: 'never-or-not-tracked' },
    ])
  })
  test('a user who was not asked keeps what the report says, without ids', () => {
    const keys = keysOf(reportAt(FRESH, row), file('access-keys.json', [{ UserName: 'bob', AccessKeyMetadata: [] }]))
    expect(keys.map(({ accessKeyId, slot }) => [accessKeyId, slot])).toEqual([
      [undefined, 1],
      [undefined, 2],
    ])
  })
  test('one answer with the items of all users says nothing of users without items', () => {
    const merged = file('access-keys.json', {
      AccessKeyMetadata: [{ ...listedKey('AKIA9', january), UserName: 'bob' }],
    })
    expect(keysOf(reportAt(FRESH, row, userRow('bob')), merged)).toHaveLength(2)
  })
})

describe('row 25: what was asked live wins over the report', () => {
  test('MFA made since the report', () => {
    const SerialNumber = `arn:aws:iam::${ID}:u2f/user/alice/key-ABC`
    const asked = file('mfa-devices.json', [
      { UserName: 'alice', MFADevices: [{ UserName: 'alice', SerialNumber, EnableDate: FRESH }] },
    ])
    const alice = userOf(parse(reportAt(FRESH, userRow('alice')), asked), 'alice')
    expect(valueOf(alice.mfaActive)).toBe(true)
    expect(valueOf(alice.mfaDevices)).toMatchObject([{ serialNumber: SerialNumber, mfaKind: 'fido' }])
  })
  test('a virtual device that is assigned to the user is MFA, though the devices are not all known', () => {
    const devices = {
      VirtualMFADevices: [
        { SerialNumber: `arn:aws:iam::${ID}:mfa/a`, User: { UserName: 'alice', Arn: `arn:aws:iam::${ID}:user/alice` } },
      ],
    }
    const alice = userOf(parse(reportAt(FRESH, userRow('alice')), file('virtual-mfa-devices.json', devices)), 'alice')
    expect(valueOf(alice.mfaActive)).toBe(true)
    expect(alice.mfaDevices.state).toBe('unknown')
  })
  test('MFA removed since the report', () => {
    const asked = file('mfa-devices.json', [{ UserName: 'alice', MFADevices: [] }])
    const alice = userOf(parse(reportAt(FRESH, userRow('alice', { mfa_active: 'true' })), asked), 'alice')
    expect([valueOf(alice.mfaActive), valueOf(alice.mfaDevices)]).toEqual([false, []])
  })
  const set = {
    password_enabled: 'true',
    password_last_used: '2026-03-01T00:00:00Z',
    password_last_changed: '2026-01-01T00:00:00Z',
  }
  test.each([
    ['a password removed since', set, { UserName: 'alice', LoginProfile: null }, { state: 'none' }],
    [
      'a password set since',
      {},
      {
        UserName: 'alice',
        LoginProfile: { UserName: 'alice', CreateDate: '2026-04-01T10:30:00Z', PasswordResetRequired: true },
      },
      {
        state: 'set',
        lastChanged: { state: 'known' },
        lastUsed: { state: 'unknown' },
        resetRequired: { state: 'known', value: true },
      },
    ],
    [
      'a password as before',
      set,
      {
        UserName: 'alice',
        LoginProfile: { UserName: 'alice', CreateDate: '2026-01-01T00:00:00Z', PasswordResetRequired: false },
      },
      { state: 'set', lastUsed: { state: 'used' }, resetRequired: { state: 'known', value: false } },
    ],
  ])('%s', (_name, row, answer, expected) => {
    const account = parse(reportAt(FRESH, userRow('alice', row)), file('login-profiles.json', [answer]))
    expect(valueOf(userOf(account, 'alice').password)).toMatchObject(expected)
  })
  test('GetLoginProfile says NoSuchEntity of a user without a password, who is not gone', () => {
    const errors = [
      {
        call: 'iam:GetLoginProfile',
        user: 'alice',
        code: 'NoSuchEntity',
        reason: 'Login Profile for User alice cannot be found.',
      },
    ]
    const account = parse(reportAt(FRESH, userRow('alice', set)), accountFile({ errors }))
    expect(valueOf(userOf(account, 'alice').password)).toEqual({ state: 'none' })
  })
  test('a call that failed for one user leaves the report its word, and says why where there is none', () => {
    const errors = [
      { call: 'iam:ListMFADevices', evidence: 'mfa-devices', user: 'alice', code: 'AccessDenied', reason: 'no' },
    ]
    const alice = userOf(
      parse(reportAt(FRESH, userRow('alice', { mfa_active: 'true' })), accountFile({ errors })),
      'alice',
    )
    expect(valueOf(alice.mfaActive)).toBe(true)
    expect(reasonOf(alice.mfaDevices)).toBe('iam:ListMFADevices for alice failed (AccessDenied): no')
  })
  test('a certification that could not be asked does not make the devices unknown', () => {
    const errors = [
      { call: 'iam:GetMFADevice', evidence: 'mfa-devices', user: 'alice', code: 'budget', reason: 'spent' },
    ]
    const asked = file('mfa-devices.json', [{ UserName: 'alice', MFADevices: [{ SerialNumber: 'GAHT12345678' }] }])
    const alice = userOf(parse(reportAt(FRESH, userRow('alice')), asked, accountFile({ errors })), 'alice')
    expect(valueOf(alice.mfaDevices)).toMatchObject([{ mfaKind: 'hardware' }])
  })
  test('service-specific credentials of all users: who has none has none; of one user: nothing of the others', () => {
    const report = reportAt(FRESH, userRow('alice'))
    const of = (content: object) =>
      userOf(parse(report, file('service-specific-credentials.json', content)), 'alice').serviceSpecificCredentials
    expect(valueOf(of({ ServiceSpecificCredentials: [], IsTruncated: false }))).toEqual([])
    expect(reasonOf(of([{ UserName: 'bob', ServiceSpecificCredentials: [] }]))).toBe(
      'service-specific-credentials.json has no answer for alice.',
    )
    expect(of({ ServiceSpecificCredentials: [], IsTruncated: true, Marker: 'x' }).state).toBe('unknown')
  })
  test('a service-specific credential that has ended since it was listed as active has expired', () => {
    const listed = (ExpirationDate: string) => ({
      ServiceSpecificCredentials: [
        {
          UserName: 'alice',
          ServiceSpecificCredentialId: 'ACCA',
          ServiceName: 'bedrock.amazonaws.com',
          Status: 'Active',
          ExpirationDate,
        },
      ],
    })
    const statusOf = (ExpirationDate: string) => {
      const keys = file('service-specific-credentials.json', listed(ExpirationDate))
      return valueOf(userOf(parse(reportAt(FRESH, userRow('alice')), keys), 'alice').serviceSpecificCredentials)[0]
        ?.status
    }
    expect(statusOf(NOW.toISOString())).toBe('expired')
    expect(statusOf(new Date(NOW.getTime() + 1000).toISOString())).toBe('active')
  })
})

describe('trap 11: kinds of MFA device', () => {
  test.each([
    [`arn:aws:iam::${ID}:mfa/alice`, 'virtual'],
    [`arn:aws-us-gov:iam::${ID}:u2f/user/alice/x`, 'fido'],
    [`arn:aws:iam::${ID}:sms-mfa/alice`, 'sms'],
    ['GAHT12345678', 'hardware'],
  ])('%s is %s', (SerialNumber, kind) => {
    const asked = file('mfa-devices.json', [{ UserName: 'alice', MFADevices: [{ SerialNumber }] }])
    expect(valueOf(userOf(parse(reportAt(FRESH, userRow('alice')), asked), 'alice').mfaDevices)).toMatchObject([
      { mfaKind: kind },
    ])
  })
})

describe('trap 5: root', () => {
  const summary = (SummaryMap: object): EvidenceFile => file('account-summary.json', { SummaryMap })
  const rootOf = (...files: readonly EvidenceFile[]) => valueOf(parse(...files).root)
  test('not_supported tells nothing: no password is not known, and no MFA neither', () => {
    const root = rootOf(reportFile(rootRow({ mfa_active: 'not_supported', arn: `arn:aws-us-gov:iam::${ID}:root` })))
    expect(reasonOf(root.password)).toBe('password_enabled in credential-report.csv row 2 reads "not_supported".')
    expect(reasonOf(root.mfaActive)).toBe('mfa_active in credential-report.csv row 2 reads "not_supported".')
  })
  test('the summary knows', () => {
    const root = rootOf(
      reportFile(rootRow({ mfa_active: 'not_supported' })),
      summary({ AccountMFAEnabled: 0, AccountPasswordPresent: 0 }),
    )
    expect([valueOf(root.password), valueOf(root.mfaActive)]).toEqual(['absent', false])
  })
  test('where both know and differ, the summary is believed and the difference said', () => {
    const account = parse(reportFile(rootRow()), summary({ AccountMFAEnabled: 0 }))
    expect(valueOf(valueOf(account.root).mfaActive)).toBe(false)
    expect(account.problems).toMatchObject([
      {
        code: 'root-mfa-disagrees',
        reason:
          'The credential report says that root has MFA, the account summary says that it has not; the summary is the fresher and is believed.',
      },
    ])
  })
  test('the summary alone counts keys and tells no more of them', () => {
    const root = rootOf(summary({ AccountAccessKeysPresent: 1, AccountSigningCertificatesPresent: 0 }), accountFile())
    expect(valueOf(root.accessKeys)).toMatchObject([{ status: 'active', createdAt: { state: 'unknown' } }])
    expect([valueOf(root.signingCertificates), root.mfaActive.state]).toEqual([[], 'unknown'])
  })
  test('a summary that nobody says whose it is counts all the same', () => {
    const account = parse(summary({ AccountAccessKeysPresent: 1, AccountMFAEnabled: 0 }))
    expect(account.id.state).toBe('unknown')
    const root = valueOf(account.root)
    expect(root.arn).toBe('arn:aws:iam::unknown:root')
    expect([valueOf(root.accessKeys).length, valueOf(root.mfaActive)]).toEqual([1, false])
  })
  test('the report describes the keys that the summary counts; a key removed since is gone', () => {
    const row = rootRow(key(1, '2026-01-01T00:00:00Z'))
    expect(valueOf(rootOf(reportFile(row), summary({ AccountAccessKeysPresent: 1 })).accessKeys)).toMatchObject([
      { slot: 1 },
    ])
    expect(valueOf(rootOf(reportFile(row), summary({ AccountAccessKeysPresent: 0 })).accessKeys)).toEqual([])
  })
  test('trap 12: a user named root, or with root in the path, is not root', () => {
    const arn = `arn:aws:iam::${ID}:user/root`
    const devices = {
      VirtualMFADevices: [
        { SerialNumber: `arn:aws:iam::${ID}:mfa/root-account-mfa-device`, User: { UserName: 'root', Arn: arn } },
        {
          SerialNumber: `arn:aws:iam::${ID}:mfa/real`,
          User: { UserName: 'prod-alias', Arn: `arn:aws:iam::${ID}:root` },
        },
        { SerialNumber: `arn:aws:iam::${ID}:mfa/spare` },
      ],
    }
    const account = parse(reportFile(rootRow(), userRow('root')), file('virtual-mfa-devices.json', devices))
    expect(valueOf(valueOf(account.root).mfaDevices).map(({ serialNumber }) => serialNumber)).toEqual([
      `arn:aws:iam::${ID}:mfa/real`,
    ])
    expect(valueOf(account.virtualMfaDevices).map(({ owner }) => owner?.kind)).toEqual(['root', 'user', undefined])
    expect(namesOf(account)).toEqual(['root'])
  })
})

describe('whose evidence it is', () => {
  const other = userDetail('eve', { Arn: 'arn:aws:iam::222222222222:user/eve' })
  test('entities of another account are left out and said', () => {
    const account = parse(detailsFile({ UserDetailList: [userDetail('alice'), other, userDetail('bob')] }))
    expect(namesOf(account)).toEqual(['alice', 'bob'])
    expect(account.problems).toMatchObject([
      {
        code: 'foreign-account',
        subjectArn: 'arn:aws:iam::222222222222:user/eve',
        reason:
          'account-authorization-details.json has 1 entity of account 222222222222, first arn:aws:iam::222222222222:user/eve; this is account 111111111111, so they are left out.',
      },
    ])
  })
  test('account.json says which of two it is', () => {
    const account = parse(
      detailsFile({ UserDetailList: [userDetail('alice'), other] }),
      accountFile({ id: '222222222222' }),
    )
    expect(namesOf(account)).toEqual(['eve'])
  })
  test('without a majority the id is unknown, and nobody is left out', () => {
    const account = parse(detailsFile({ UserDetailList: [userDetail('alice'), other] }))
    expect(account.id.state).toBe('unknown')
    expect(namesOf(account)).toEqual(['alice', 'eve'])
  })
  test('a log alone tells whose it is, where it is of one account', () => {
    const seenAccounts = [{ id: '222222222222', partition: 'aws-cn' }]
    const account = parseAccount([], { now: NOW, seenAccounts })
    expect([valueOf(account.id), account.partition]).toEqual(['222222222222', 'aws-cn'])
    const withReport = parseAccount([reportFile(rootRow())], { now: NOW, seenAccounts })
    expect([valueOf(withReport.id), withReport.partition]).toEqual([ID, 'aws'])
  })
  test('a log of several accounts does not', () => {
    const seenAccounts = ['222222222222', '333333333333'].map((id) => ({ id, partition: 'aws' }))
    const account = parseAccount([], { now: NOW, seenAccounts })
    expect(reasonOf(account.id)).toBe(
      'The log holds events of 2 accounts and nothing says whose audit this is, so all are judged; name one in account.json: { "id": "…", "partition": "…" }.',
    )
  })
  test("row 80: one name in two accounts: the foreign root's row is not ours", () => {
    const foreign = reportFile(rootRow({ arn: 'arn:aws:iam::222222222222:root' }), userRow('alice'))
    const account = parse(foreign, accountFile())
    expect(reasonOf(account.root)).toBe('The root row of credential-report.csv belongs to another account.')
    expect(namesOf(account)).toEqual(['alice'])
  })
  test.each(['aws', 'aws-us-gov', 'aws-cn', 'aws-eusc'])(
    'row 73: the partition %s comes from the evidence',
    (partition) => {
      const account = parse(reportFile(rootRow({ arn: `arn:${partition}:iam::${ID}:root` })))
      expect(account.partition).toBe(partition)
      expect(valueOf(account.id)).toBe(ID)
    },
  )
  test('account.json with an impossible id is a problem, and the ARNs tell', () => {
    const account = parse(accountFile({ id: '1234567890123' }), reportFile(rootRow()))
    expect(valueOf(account.id)).toBe(ID)
    expect(codesOf(account)).toEqual(['impossible-account'])
  })
  test('row 6: hostile names are ordinary users in every source', () => {
    const names = ['__proto__', 'constructor', '=cmd', 'a,b', '@x']
    const details = detailsFile({ UserDetailList: names.map((name) => userDetail(name)) })
    const asked = file(
      'access-keys.json',
      names.map((UserName) => ({ UserName, AccessKeyMetadata: [] })),
    )
    const account = parse(reportAt(FRESH, ...names.map((name) => userRow(name))), details, asked, accountFile())
    expect(namesOf(account)).toEqual([...names].sort())
    expect(names.map((name) => valueOf(userOf(account, name).accessKeys))).toEqual(names.map(() => []))
    expect(account.problems).toEqual([])
  })
})

test('whatever stands in a file, the account is read and the file is a source', () => {
  const keys =
    'UserDetailList RoleDetailList Policies Arn UserName AccessKeyMetadata SummaryMap trailList PasswordPolicy LoginProfile MFADevices VirtualMFADevices errors id collectedAt __proto__'.split(
      ' ',
    )
  const { tree } = fc.letrec<{ tree: JsonValue; node: JsonValue }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<JsonValue>(null, true, 7, '', 'x', '2026-01-01T00:00:00Z'),
      tie('node'),
    ),
    node: fc.oneof(
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...keys), tie('tree'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }))
  const content = fc.oneof(
    tree.map((value) => bytesOf(JSON.stringify(value))),
    fc.uint8Array({ maxLength: 60 }),
  )
  fc.assert(
    fc.property(fc.constantFrom(...EVIDENCE_NAMES), content, (name, bytes) => {
      const account = parse(reportFile(rootRow(), userRow('alice')), { name: `${name}.json`, bytes })
      expect(account.sources.get(name)?.state).toMatch(/^(?:read|unreadable|failed|missing)$/u)
      expect(namesOf(account)).toContain('alice')
      expect(JSON.stringify(account)).not.toContain('Invalid Date')
    }),
    { numRuns: 400 },
  )
})
