import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseAccount } from '#shared/evidence/parse-account.ts'
import { codesOf, folder, namesOf, reasonOf, userOf, valueOf } from './evidence-folder.ts'

const read = (path: string) => parseAccount(folder(path), { now: new Date('2026-04-01T00:00:00Z') })
const statementsIn = (account: ReturnType<typeof read>) =>
  valueOf(account.policies).map(({ name, document }) => [
    name,
    document.state === 'parsed' ? document.statements.length : document.reason,
  ])

// The facts were read off the files by hand.
describe('cloudmapper', () => {
  const account = read('test/fixtures/evidence/cloudmapper')
  test('root has one key, used for ecr in 2018, and MFA; the report is of May 2019', () => {
    const root = valueOf(account.root)
    expect(valueOf(root.accessKeys)).toMatchObject([
      {
        slot: 1,
        status: 'active',
        lastUsed: { state: 'used', at: new Date('2018-11-27T00:02:00Z'), region: 'us-east-1', service: 'ecr' },
      },
    ])
    expect(valueOf(root.mfaActive)).toBe(true)
    expect(root.password.state).toBe('unknown')
    expect(account.sources.get('credential-report')?.state).toBe('stale')
  })
  test('users of the report and of the details, whose ARNs name the account aws, are all there', () => {
    expect(namesOf(account)).toEqual(['auditor_tmp', 'user', 'USER', 'USER_WITH_BAD_INLINE_POLICY'])
    expect(valueOf(userOf(account, 'user').password)).toMatchObject({ state: 'set', lastChanged: { state: 'unknown' } })
    expect(valueOf(userOf(account, 'user').accessKeys).map(({ status }) => status)).toEqual(['active', 'active'])
    expect(valueOf(userOf(account, 'auditor_tmp').accessKeys)).toHaveLength(1)
    expect(valueOf(account.groups).map(({ arn }) => arn)).toEqual([
      'arn:aws:iam::aws:group/GROUP_WITH_BAD_INLINE_POLICY',
    ])
    expect(codesOf(account)).toEqual(['impossible-account'])
  })
  test('anybody may become bad_role, which may do everything', () => {
    const role = valueOf(account.roles).find(({ name }) => name === 'bad_role')
    expect(role).toMatchObject({
      path: '/',
      trustPolicy: { statements: [{ principal: { anyone: false, aws: ['*'] } }] },
      grants: { inlinePolicies: [{ document: { statements: [{ actions: ['*'], resources: ['*'] }] } }] },
      lastUsed: { state: 'unknown' },
    })
    expect(valueOf(account.roles).map(({ name }) => name)).toEqual(['bad_role', 'exfiller', 'level3', 'level1'])
    expect(valueOf(account.samlProviders)).toEqual([])
  })
})

describe('fixinventory', () => {
  const account = read('test/fixtures/evidence/fixinventory')
  test('rows whose name and ARN contradict each other are left out and said; the others are judged', () => {
    expect(codesOf(account).filter((code) => code === 'name-arn-mismatch')).toHaveLength(2)
    expect(namesOf(account)).toEqual(['Fix', 'ReposSync', 'SaltCloud', 'matthias', 'test_user'])
    expect(valueOf(userOf(account, 'Fix').accessKeys).map(({ status }) => status)).toEqual(['active', 'active'])
    expect(valueOf(userOf(account, 'matthias').mfaActive)).toBe(true)
  })
  test('the account id is "test", which is none', () => {
    expect(account.id.state).toBe('unknown')
    expect(valueOf(account.root).arn).toBe('arn:aws:iam::test:root')
    expect(valueOf(valueOf(account.root).mfaDevices)).toHaveLength(1)
  })
  test('test_user: two listed keys, a virtual MFA device, a password that nobody told of', () => {
    const user = userOf(account, 'test_user')
    expect(valueOf(user.accessKeys).map(({ accessKeyId, status }) => [accessKeyId, status])).toEqual([
      ['ak_test', 'inactive'],
      ['ak_test2', 'active'],
    ])
    expect(valueOf(user.mfaActive)).toBe(true)
    expect(reasonOf(user.password)).toBe(
      'credential-report.json has no readable row of test_user; 2 of its rows were left out.',
    )
    expect(valueOf(user.grants)).toMatchObject({
      permissionsBoundaryArn: 'string',
      inlinePolicies: [{ name: 'stsAssumeRole' }],
    })
  })
  test('roles, policies and certificates', () => {
    expect(valueOf(account.roles).map(({ name, maxSessionDuration }) => [name, maxSessionDuration.state])).toEqual([
      ['role1', 'known'],
      ['role3', 'unknown'],
    ])
    expect(statementsIn(account).map(([name]) => name)).toEqual([
      'ReadOnlyPolicy',
      'master-elb',
      'public-elb',
      'salt-rexray',
    ])
    expect(valueOf(account.serverCertificates).map(({ name, expiresAt }) => [name, valueOf(expiresAt)])).toEqual([
      ['ds-cert', new Date('2023-02-22T07:43:28Z')],
      ['ds-cert2', new Date('2023-02-06T17:13:52Z')],
    ])
  })
})

describe('aws-cli-examples', () => {
  const account = read('test/fixtures/evidence/aws-cli-examples')
  test('a first page: who is in it is judged, and it is said to be cut short', () => {
    expect(namesOf(account)).toEqual(['Alice', 'Bob', 'Charlie'])
    expect(account.sources.get('account-authorization-details')?.state).toBe('failed')
    expect(codesOf(account)).toEqual(['cut-short', 'no-key-id'])
  })
  test('attached policies that stand as an object instead of a list', () => {
    expect(
      valueOf(account.groups).map(({ name, grants }) => [name, grants.attachedPolicies.map((policy) => policy.name)]),
    ).toEqual([
      ['Admins', ['AdministratorAccess']],
      ['Dev', ['PowerUserAccess']],
      ['Finance', []],
    ])
  })
  test('policies, with Statement as an object and as a list', () => {
    expect(statementsIn(account)).toEqual([
      ['S3-read-only-specific-bucket', 1],
      ['create-update-delete-set-managed-policies', 1],
      ['AmazonEC2FullAccess', 4],
    ])
  })
})

const SHARED = '../shared/data'
test.skipIf(!existsSync(SHARED))('the copies here are the published files', () => {
  const [copy, original] = [folder('test/fixtures/evidence/cloudmapper'), folder(`${SHARED}/cloudmapper`)]
  const bytesIn = (files: typeof copy) => new Set(files.map(({ bytes }) => new TextDecoder().decode(bytes)))
  const published = bytesIn(original)
  expect([...bytesIn(copy)].every((text) => published.has(text))).toBe(true)
})
