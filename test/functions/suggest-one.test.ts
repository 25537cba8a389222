import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, describe, expect, it } from 'vitest'
import { readEnvironment } from '#functions/_lambda/environment.ts'
import { parseSuggestRequest } from '#functions/suggest-policies/request.ts'
import { suggestOne, type SuggestTools } from '#functions/suggest-policies/suggest-one.ts'
import { serialiseProfile } from '#shared/activity/serialise-profile.ts'
import type { AwsChecks } from '#shared/facts/policy-check.ts'
import type { PolicySuggestion } from '#shared/suggestions/policy-suggestion.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { ACCOUNT, at } from '#test/support/facts.ts'
import { addCalls, newProfile } from '#test/support/usage.ts'

const s3 = mockClient(S3Client)
const sns = mockClient(SNSClient)
const NOW = at('2026-04-02')
const ROLE = `arn:aws:iam::${ACCOUNT}:role/app`

const stored = new Map<string, string>()
const profile = newProfile()
addCalls(profile, { arn: ROLE }, [
  { action: 'dynamodb:DescribeTable', resources: [`arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/orders`] },
])

const details = {
  UserDetailList: [],
  GroupDetailList: [],
  Policies: [],
  RoleDetailList: [
    {
      Path: '/',
      RoleName: 'app',
      RoleId: 'AROAAPP',
      Arn: ROLE,
      CreateDate: '2024-01-01T00:00:00Z',
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
      InstanceProfileList: [],
      RolePolicyList: [
        {
          PolicyName: 'own',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: ['dynamodb:DescribeTable', 'dynamodb:ListTables'], Resource: '*' }],
          },
        },
      ],
      AttachedManagedPolicies: [],
      Tags: [],
    },
  ],
  IsTruncated: false,
}

const tools: SuggestTools = {
  environment: readEnvironment({
    EVIDENCE_BUCKET: 'bucket',
    TOPIC_ARN: 'topic',
    REGIONS: 'us-east-1',
    AWS_REGION: 'us-east-1',
  }),
  s3: new S3Client({}),
  sns: new SNSClient({}),
  clock: { now: () => NOW, sleep: () => Promise.resolve() },
  configuration: defaultConfiguration,
}

beforeEach(() => {
  stored.clear()
  stored.set(`activity/${ACCOUNT}/profile.json`, serialiseProfile(profile))
  stored.set(`reports/${ACCOUNT}/latest.json`, JSON.stringify({ assessedAt: '2026-04-01T06:00:00.123Z' }))
  stored.set(`evidence/${ACCOUNT}/20260401T060000Z/account-authorization-details.json`, JSON.stringify(details))
  s3.reset()
  sns.reset()
  s3.on(GetObjectCommand).callsFake(async ({ Key }: { Key: string }) => {
    await Promise.resolve()
    const text = stored.get(Key)
    if (text === undefined) throw new NoSuchKey({ message: 'no such key', $metadata: {} })
    const bytes = new TextEncoder().encode(text)
    return { Body: { transformToByteArray: () => Promise.resolve(bytes) }, ContentLength: bytes.length }
  })
  s3.on(PutObjectCommand).callsFake(async ({ Key, Body }: { Key: string; Body: Uint8Array }) => {
    await Promise.resolve()
    stored.set(Key, new TextDecoder().decode(Body))
    return { ETag: '"1"' }
  })
  sns.on(PublishCommand).resolves({ MessageId: 'm' })
})

describe('suggesting for one account', () => {
  it('refuses everybody while the log was silent, until that is accepted', async () => {
    const silent = newProfile(91, ['management read', 'management write'], [40])
    addCalls(silent, { arn: ROLE }, [{ action: 'dynamodb:DescribeTable' }])
    stored.set(`activity/${ACCOUNT}/profile.json`, serialiseProfile(silent))
    const refused = await suggestOne(tools, ACCOUNT, {})
    expect(refused.verdicts).toEqual({ ready: 0, review: 0, refused: 1 })
    expect(refused.silent).toHaveLength(1)
    expect(sns.commandCalls(PublishCommand)).toHaveLength(0)
    const accepted = await suggestOne(tools, ACCOUNT, parseSuggestRequest({ acceptGaps: true }))
    expect(accepted.verdicts.refused).toBe(0)
  })

  it('writes the suggestions, tells what is better, and is silent the next time', async () => {
    const first = await suggestOne(tools, ACCOUNT, {})
    expect(first).toEqual({
      account: ACCOUNT,
      report: `s3://bucket/suggestions/${ACCOUNT}/20260402T000000Z.json`,
      verdicts: { ready: 1, review: 0, refused: 0 },
      notFound: [],
      silent: [],
    })
    const [told] = sns.commandCalls(PublishCommand)
    expect(told?.args[0].input.Subject).toBe(`credaudit ${ACCOUNT}: 1 of 1 new least-privilege suggestions are ready`)
    expect(told?.args[0].input.Message).toContain(`- ready ${ROLE}: 1 of 2 actions would go (1 policy)`)
    expect(stored.get(`suggestions/${ACCOUNT}/latest.json`)).toBe(
      stored.get(`suggestions/${ACCOUNT}/20260402T000000Z.json`),
    )
    await suggestOne(tools, ACCOUNT, {})
    expect(sns.commandCalls(PublishCommand)).toHaveLength(1)
  })

  describe("AWS's own checks", () => {
    const aws: AwsChecks = {
      validate: (_, policy) => Promise.resolve({ check: 'ValidatePolicy', policy, result: 'pass', says: [] }),
      noNewAccess: (_, policy) =>
        Promise.resolve({ check: 'CheckNoNewAccess', policy, result: 'fail', says: ['more'] }),
      simulate: () => Promise.resolve({ check: 'SimulateCustomPolicy', policy: 0, result: 'pass', says: [] }),
    }
    const checksWritten = () =>
      JSON.parse(stored.get(`suggestions/${ACCOUNT}/latest.json`) ?? '[]') as readonly PolicySuggestion[]

    it('are in what is written, and what they do not agree with is to review', async () => {
      const { verdicts } = await suggestOne({ ...tools, checks: { aws, until: at('2026-04-03') } }, ACCOUNT, {})
      expect(verdicts).toEqual({ ready: 0, review: 1, refused: 0 })
      expect(checksWritten()[0]?.proof.checks?.map(({ result }) => result)).toEqual(['pass', 'fail', 'pass'])
    })

    it('end in time to write, and say so', async () => {
      await suggestOne({ ...tools, checks: { aws, until: NOW } }, ACCOUNT, {})
      expect(checksWritten()[0]?.proof.checks).toMatchObject([{ result: 'not checked' }])
    })

    it('are off unless they are wanted', async () => {
      expect(tools.environment.checksPolicies).toBe(false)
      await suggestOne(tools, ACCOUNT, {})
      expect(checksWritten()[0]?.proof.checks).toBeUndefined()
    })
  })

  it('says nothing when it is told not to', async () => {
    await suggestOne(tools, ACCOUNT, { notify: false })
    expect(sns.commandCalls(PublishCommand)).toHaveLength(0)
  })

  it('keeps a run for some principals out of the comparison', async () => {
    await suggestOne(tools, ACCOUNT, { principals: ['app'] })
    expect(stored.has(`suggestions/${ACCOUNT}/latest.json`)).toBe(false)
    expect(sns.commandCalls(PublishCommand)).toHaveLength(0)
  })

  it.each([
    [
      `activity/${ACCOUNT}/profile.json`,
      /Nothing is suggested, since no activity of account 111111111111 has been folded/,
    ],
    [`reports/${ACCOUNT}/latest.json`, /Account 111111111111 was never audited/],
  ])('suggests nothing without %s', async (key, message) => {
    stored.delete(key)
    await expect(suggestOne(tools, ACCOUNT, {})).rejects.toThrow(message)
    expect(s3.commandCalls(PutObjectCommand)).toHaveLength(0)
  })
})

describe('the payload', () => {
  it.each([[undefined], [{}], [{ accounts: ['111111111111'], principals: ['app'], notify: false }]])(
    '%j is taken',
    (event) => {
      expect(parseSuggestRequest(event)).toEqual(event ?? {})
    },
  )
  it.each([[{ principal: 'app' }], [{ accounts: ['1'] }], [{ accounts: [] }], [{ notify: 'no' }], ['all']])(
    '%j is refused',
    (event) => {
      expect(() => parseSuggestRequest(event)).toThrow(
        /It may have accounts and principals \(lists\), notify and acceptGaps/,
      )
    },
  )
})
