import { describe, expect, test } from 'vitest'
import { parseAuthorizationDetails } from '#shared/evidence/authorization-details.ts'
import { EvidenceError } from '#shared/evidence/evidence-error.ts'
import { codesOf, file, NOW, userDetail } from './evidence-folder.ts'

const NAME = 'account-authorization-details.json'
const parseText = (text: string) => parseAuthorizationDetails(file(NAME, text), NOW)
const parse = (content: object) => parseText(JSON.stringify(content))
const page = (more: object) => ({ UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [], ...more })
const role = (more: object = {}) => ({
  Path: '/',
  RoleName: 'app',
  RoleId: 'AROAAPP',
  Arn: 'arn:aws:iam::111111111111:role/app',
  CreateDate: '2025-01-01 00:00:00+00:00',
  AssumeRolePolicyDocument: {
    Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } },
  },
  RoleLastUsed: {},
  ...more,
})
const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] }

describe('pages', () => {
  const alice = page({ UserDetailList: [userDetail('alice')], IsTruncated: true, Marker: 'x' })
  const bob = page({ UserDetailList: [userDetail('bob')], IsTruncated: false })
  test.each([
    ['one answer', JSON.stringify(page({ UserDetailList: [userDetail('alice'), userDetail('bob')] }))],
    ['a list of pages', JSON.stringify([alice, bob])],
    ['page files one after another', `${JSON.stringify(alice, null, 2)}\n${JSON.stringify(bob)}\n`],
    ['page files without a line end between them', `${JSON.stringify(alice)}${JSON.stringify(bob)}`],
    ['row 27: an empty page between', JSON.stringify([alice, page({ IsTruncated: true, Marker: 'y' }), bob])],
  ])('%s', (_name, text) => {
    const { facts, problems } = parseText(text)
    expect(facts.users.map(({ name }) => name)).toEqual(['alice', 'bob'])
    expect(facts.cutShort).toBe(false)
    expect(problems).toEqual([])
  })
  test('trap 25, row 28: pages that end before their end are kept, and said to be cut short', () => {
    const { facts, problems } = parse([bob, alice])
    expect(facts.users.map(({ name }) => name)).toEqual(['bob', 'alice'])
    expect(facts.cutShort).toBe(true)
    expect(problems).toMatchObject([
      {
        code: 'cut-short',
        reason: `${NAME} is cut short: its last page says that there is more. What is not in it is not known; fetch all pages.`,
      },
    ])
  })
  test('an entity on two pages is one', () => {
    const { facts, problems } = parse([page({ RoleDetailList: [role()] }), page({ RoleDetailList: [role()] })])
    expect(facts.roles).toHaveLength(1)
    expect(codesOf({ problems })).toEqual(['duplicate-entity'])
  })
  test.each([
    ['{"UserDetailList": [', 'it ends in the middle (was it cut short?)'],
    ['{"UserDetailList": [}]', 'it cannot be parsed'],
    ['<html>', 'it has text outside of any object or list at position 0'],
    [']', 'it closes a bracket that it never opened'],
    [`${'['.repeat(101)}${']'.repeat(101)}`, 'it nests deeper than 100 levels'],
    [`${'['.repeat(200_000)}${']'.repeat(200_000)}`, 'it nests deeper than 100 levels'],
  ])('row 57: %.20s is refused in one sentence', (text, what) => {
    expect(() => parseText(text)).toThrow(
      new EvidenceError(`${NAME} is not JSON as the AWS CLI writes it: ${what}. Fetch this evidence again.`),
    )
  })
  test('another answer in this place is refused', () => {
    expect(() => parse({ Users: [] })).toThrow(
      new EvidenceError(
        `${NAME} has none of UserDetailList, GroupDetailList, RoleDetailList, Policies; fetch it again with: aws iam get-account-authorization-details.`,
      ),
    )
  })
})

describe('entities', () => {
  test('a broken one is one problem, the others survive', () => {
    const { facts, problems } = parse(
      page({ UserDetailList: [userDetail('alice'), { UserName: 'x' }, 7, userDetail('bob')] }),
    )
    expect(facts.users.map(({ name }) => name)).toEqual(['alice', 'bob'])
    expect(problems.map(({ where, code }) => [where, code])).toEqual([
      [`${NAME} UserDetailList[1]`, 'broken-entity'],
      [`${NAME} UserDetailList[2]`, 'broken-entity'],
    ])
  })
  test('what a user has: tags, groups, policies, boundary; lists as lists or as the one thing in them', () => {
    const { facts } = parse(
      page({
        UserDetailList: [
          userDetail('alice', {
            GroupList: ['zoo', 'admins'],
            Tags: [{ Key: 'team', Value: 'a' }],
            AttachedManagedPolicies: { PolicyName: 'P', PolicyArn: 'arn:aws:iam::aws:policy/P' },
            UserPolicyList: [{ PolicyName: 'inline', PolicyDocument: encodeURIComponent(JSON.stringify(document)) }],
            PermissionsBoundary: {
              PermissionsBoundaryType: 'Policy',
              PermissionsBoundaryArn: 'arn:aws:iam::111111111111:policy/edge',
            },
          }),
        ],
      }),
    )
    expect(facts.users).toMatchObject([
      {
        groupNames: ['admins', 'zoo'],
        tags: [{ key: 'team', value: 'a' }],
        grants: {
          attachedPolicies: [{ arn: 'arn:aws:iam::aws:policy/P', name: 'P' }],
          inlinePolicies: [{ name: 'inline', document: { state: 'parsed', statements: [{ actions: ['s3:*'] }] } }],
          permissionsBoundaryArn: 'arn:aws:iam::111111111111:policy/edge',
        },
      },
    ])
  })
  test('an empty path is the one in the ARN', () => {
    const { facts } = parse(
      page({ RoleDetailList: [role({ Path: '', Arn: 'arn:aws:iam::111111111111:role/a/b/app' })] }),
    )
    expect(facts.roles[0]?.path).toBe('/a/b/')
  })
  test('one bad policy does not spoil the file', () => {
    const text = JSON.stringify(
      page({ RoleDetailList: [role({ RolePolicyList: [{ PolicyName: 'p', PolicyDocument: { a: 1 } }] })] }),
    )
    const { facts } = parseText(text.replace('{"a":1}', '{"a":}'))
    expect(facts.roles[0]?.grants.inlinePolicies[0]?.document).toEqual({
      state: 'unreadable',
      text: '{"a":}',
      reason: 'The policy is not JSON.',
    })
  })
  test('duplicate keys of a policy that stands in the file as an object are seen', () => {
    const text = JSON.stringify(
      page({ RoleDetailList: [role({ RolePolicyList: [{ PolicyName: 'p', PolicyDocument: document }] })] }),
    )
    const { facts } = parseText(text.replace('"Action":"s3:*"', '"Action":"s3:GetObject","Action":"s3:*"'))
    expect(facts.roles[0]?.grants.inlinePolicies[0]?.document).toMatchObject({
      malformed: [{ index: 0, reason: 'Statement 0 is refused: the key "Action" stands twice.' }],
    })
  })
  test.each([
    [
      { LastUsedDate: '2026-03-01T00:00:00Z', Region: 'eu-west-1' },
      { state: 'used', at: new Date('2026-03-01T00:00:00Z'), region: 'eu-west-1' },
    ],
    [{}, { state: 'never-or-not-tracked' }],
    [undefined, { state: 'unknown', reason: `${NAME} RoleDetailList[0] has no RoleLastUsed.` }],
  ])("a role's last use: %j", (RoleLastUsed, lastUsed) => {
    const { facts } = parse(page({ RoleDetailList: [role({ RoleLastUsed })] }))
    expect(facts.roles[0]?.lastUsed).toEqual(lastUsed)
    expect(facts.roles[0]?.createdAt).toEqual(new Date('2025-01-01T00:00:00Z'))
  })
})

describe('managed policies', () => {
  const policy = (more: object) => ({
    PolicyName: 'P',
    PolicyId: 'ANPAP',
    Arn: 'arn:aws:iam::111111111111:policy/P',
    Path: '/',
    DefaultVersionId: 'v2',
    AttachmentCount: 3,
    PolicyVersionList: [
      { VersionId: 'v2', IsDefaultVersion: true, Document: document },
      { VersionId: 'v10', IsDefaultVersion: false, Document: { Statement: [] } },
    ],
    ...more,
  })
  const one = (more: object) => parse(page({ Policies: [policy(more)] })).facts.policies[0]
  test('the default version is the one in force, the others are there when asked for', () => {
    const read = one({})
    expect(read?.document).toMatchObject({ statements: [{ actions: ['s3:*'] }] })
    expect(read?.versions.map(({ versionId, isDefault }) => [versionId, isDefault])).toEqual([
      ['v2', true],
      ['v10', false],
    ])
    expect(read?.versions[1]?.document).toMatchObject({ state: 'parsed', statements: [] })
  })
  test('a default version that is not there is said', () => {
    expect(one({ DefaultVersionId: 'v3' })?.document).toMatchObject({
      state: 'unreadable',
      reason: `${NAME} Policies[0] does not hold the policy's default version.`,
    })
  })
  test("trap 12: managed by AWS is told by the ARN's account, and not by a name or path", () => {
    expect(one({ PolicyName: 'AWSPolicy', Path: '/aws-service-role/' })?.managedBy).toBe('customer')
    expect(one({ Arn: 'arn:aws-cn:iam::aws:policy/P' })?.managedBy).toBe('aws')
  })
})
