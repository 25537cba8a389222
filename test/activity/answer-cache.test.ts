import { describe, expect, test } from 'vitest'
import { BusyAccount, seeded } from '#bench/trail/generate-log.ts'
import { LogFold } from '#shared/activity/log-fold.ts'
import { mergeProfiles } from '#shared/activity/merge-profiles.ts'
import { serialiseProfile } from '#shared/activity/serialise-profile.ts'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import { requestsOf } from '#shared/catalogue/requests-of.ts'
import { chunksOf, event, logOf } from './trail-samples.ts'

type Reading = 'fast' | 'exact'

const profileOf = async (files: readonly string[], reading: Reading): Promise<UsageProfile> => {
  const logs = new LogFold({ requestsOf, reading })
  for (const [index, content] of files.entries()) {
    const outcome = await logs.add({ name: `${reading} ${content.length} ${index}`, bytes: chunksOf(content, 65_536) })
    expect(outcome.state).toBe('folded')
  }
  return logs.profile()
}

const bytesOf = (profile: UsageProfile): string => {
  profile.ledger.clear()
  return serialiseProfile(profile)
}

const CALLS = [
  ['s3.amazonaws.com', 'GetObject', ['bucketName', 'key', 'versionId']],
  ['s3.amazonaws.com', 'PutObject', ['bucketName', 'key', 'x-amz-acl', 'tagging']],
  ['s3.amazonaws.com', 'CopyObject', ['bucketName', 'key', 'x-amz-copy-source']],
  ['s3.amazonaws.com', 'ListObjects', ['bucketName', 'prefix']],
  ['sts.amazonaws.com', 'AssumeRole', ['roleArn', 'roleSessionName', 'tags', 'externalId']],
  ['logs.amazonaws.com', 'CreateLogStream', ['logGroupName', 'logStreamName']],
  ['ssm.amazonaws.com', 'GetParameters', ['names', 'name', 'withDecryption']],
  ['secretsmanager.amazonaws.com', 'GetSecretValue', ['secretId', 'versionStage']],
  ['kms.amazonaws.com', 'Decrypt', ['keyId', 'encryptionContext']],
  ['lambda.amazonaws.com', 'CreateFunction20150331', ['functionName', 'role', 'tags']],
  ['lambda.amazonaws.com', 'Invoke', ['functionName', 'qualifier']],
  ['ec2.amazonaws.com', 'RunInstances', ['iamInstanceProfile', 'instancesSet', 'tagSpecificationSet', 'subnetId']],
  ['ec2.amazonaws.com', 'TerminateInstances', ['instancesSet', 'instanceId']],
  ['ecs.amazonaws.com', 'RunTask', ['taskDefinition', 'cluster', 'taskRoleArn']],
  ['dynamodb.amazonaws.com', 'Query', ['tableName', 'indexName']],
  ['sqs.amazonaws.com', 'SendMessage', ['queueUrl', 'queueName']],
  ['iam.amazonaws.com', 'GetUser', ['userName']],
  ['iam.amazonaws.com', 'GetRole', ['roleName']],
  ['glue.amazonaws.com', 'StartJobRun', ['jobName', 'role', 'catalogId']],
  ['rds.amazonaws.com', 'CreateDBInstance', ['dBInstanceIdentifier', 'monitoringRoleArn', 'tags']],
] as const

const VALUES = [
  'a',
  'name',
  'i-0123456789abcdef0',
  'subnet-1',
  'alias/key',
  'arn:aws:iam::111122223333:role/path/app',
  'arn:aws:iam::999999999999:role/other',
  'arn:aws:iam::111122223333:instance-profile/p',
  'arn:aws:kms:eu-west-1:111122223333:key/1',
  'arn:aws:s3:::bucket/key',
  'arn:',
  '/with/slash',
  'a*b?${c}',
  'é💥\u2028',
  '"}],{',
  'HIDDEN_DUE_TO_SECURITY_REASONS',
  'https://sqs.eu-west-1.amazonaws.com/111122223333/queue',
  '',
  7,
  true,
  null,
  [],
  {},
  { items: [{ value: 'x' }] },
  { items: [{ resourceType: 'instance', tags: [{ key: 'k', value: 'v' }] }] },
  [{ key: 'k', value: 'v' }],
  { name: 'profile' },
  { 'aws:s3:arn': 'arn:aws:s3:::b' },
] as const

/** Calls of the catalogue's own kinds with parameters as a caller may choose them; the same ones come back, in other places. */
const calls = (seed: number, count: number): readonly string[] => {
  const random = seeded(seed)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const chance = (share: number): boolean => random() < share
  return Array.from({ length: count }, (_, index) => {
    const [eventSource, eventName, names] = pick(CALLS)
    const parameters = Object.fromEntries(
      names.filter(() => chance(0.8)).map((name) => [name, chance(0.15) ? `u-${index}` : pick(VALUES)]),
    )
    const denied = chance(0.1)
    return JSON.stringify(
      event({
        eventID: `id-${seed}-${index}`,
        eventSource,
        eventName,
        awsRegion: pick(['eu-west-1', 'us-east-1', 'cn-north-1']),
        requestParameters: chance(0.05) ? pick(VALUES) : parameters,
        responseElements: pick([null, null, null, {}, { arn: pick(VALUES) }, 'null']),
        ...(chance(0.2) && { resources: [{ ARN: pick(VALUES), accountId: '111122223333' }] }),
        ...(chance(0.2) && { additionalEventData: pick([null, {}, { callWithBearerToken: true }]) }),
        ...(denied && {
          errorCode: pick(['AccessDenied', 'Client.UnauthorizedOperation', 'NoSuchKey']),
          errorMessage: pick([
            `User: x is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/${index}" because`,
            `not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/1`,
            'no',
          ]),
        }),
      }),
    )
  })
}

const logsOf = (records: readonly string[], perFile: number): readonly string[] =>
  Array.from(
    { length: Math.ceil(records.length / perFile) },
    (_, file) => `{"Records":[${records.slice(file * perFile, (file + 1) * perFile).join(',')}]}`,
  )

describe('an answer that serves again is the answer of the mapping', () => {
  test('10,000 calls whose parameters the caller chose', { timeout: 120_000 }, async () => {
    const files = logsOf(calls(1, 10_000), 2_500)
    expect(bytesOf(await profileOf(files, 'fast'))).toBe(bytesOf(await profileOf(files, 'exact')))
  })

  test.each([false, true])('5,000 records of a busy account, hostile: %s', async (isHostile) => {
    const account = new BusyAccount(3, isHostile)
    const files = [account.log(2_500).toString(), account.log(2_500).toString()]
    expect(bytesOf(await profileOf(files, 'fast'))).toBe(bytesOf(await profileOf(files, 'exact')))
  })

  test('the same records in other files and in another order give the same bytes', async () => {
    const records = calls(2, 4_000)
    const [whole, front, back] = [
      await profileOf(logsOf(records, 4_000), 'fast'),
      await profileOf(logsOf(records.slice(0, 1_300).toReversed(), 700), 'fast'),
      await profileOf(logsOf(records.slice(1_300), 311), 'exact'),
    ]
    for (const profile of [whole, front, back]) {
      profile.filesRead = 0
      profile.ledger.clear()
    }
    expect(serialiseProfile(mergeProfiles(back, front))).toBe(serialiseProfile(whole))
  })

  test('names that never come back, more than a profile keeps, and a file between that is refused', async () => {
    const streams = Array.from({ length: 2_400 }, (_, index) =>
      JSON.stringify(
        event({
          eventID: `stream-${index}`,
          eventSource: 'logs.amazonaws.com',
          eventName: 'CreateLogStream',
          requestParameters: { logGroupName: `/group/${index % 3}`, logStreamName: `stream-${index}` },
          ...(index % 7 === 0 && { errorCode: 'AccessDenied', errorMessage: 'no' }),
          ...(index % 11 === 0 && { errorCode: 'ThrottlingException', errorMessage: 'slower' }),
        }),
      ),
    )
    const bytes = async (reading: Reading): Promise<string> => {
      const logs = new LogFold({ requestsOf, reading })
      for (const [index, content] of logsOf(streams, 600).entries()) {
        await logs.add({ name: `${index}`, bytes: chunksOf(content, 65_536) })
        const cut = content.replaceAll('stream-', `of-a-file-that-is-cut-${index}-`).slice(0, -2)
        expect(await logs.add({ name: `cut ${index}`, bytes: chunksOf(cut, 65_536) })).toMatchObject({
          state: 'unreadable',
        })
      }
      return bytesOf(logs.profile())
    }
    expect(await bytes('fast')).toBe(await bytes('exact'))
  })

  test(
    'more pairs of role and bucket, rows, and days that alternate than are remembered at once',
    { timeout: 120_000 },
    async () => {
      const DAYS = ['2026-11-01', '2026-11-02', '2026-10-30']
      // A prime, so that every role meets every bucket.
      const records = Array.from({ length: 70_000 }, (_, index) => {
        const role = index % 71
        return JSON.stringify({
          eventVersion: '1.10',
          eventSource: 's3.amazonaws.com',
          eventName: 'GetBucketAcl',
          awsRegion: 'eu-west-1',
          userIdentity: {
            type: 'AssumedRole',
            principalId: `AROA${role}:s`,
            arn: `arn:aws:sts::111122223333:assumed-role/r${role}/s${Math.floor(index / 5_000)}`,
            accountId: '111122223333',
          },
          eventTime: `${DAYS[Math.floor(index / 71) % 3]}T10:00:00Z`,
          eventID: `pair-${index}`,
          requestParameters: { bucketName: `bucket-${index % 997}` },
          eventType: 'AwsApiCall',
        })
      })
      const files = logsOf(records, 20_000)
      expect(bytesOf(await profileOf(files, 'fast'))).toBe(bytesOf(await profileOf(files, 'exact')))
    },
  )

  test('a mapping that does not say what it looks at is asked for each record', async () => {
    let asked = 0
    const logs = new LogFold({ requestsOf: (record) => ((asked += 1), requestsOf(record)) })
    const same = Array.from({ length: 10 }, (_, index) => event({ eventID: `same-${index}` }))
    await logs.add({ name: 'x', bytes: chunksOf(logOf(...same), 65_536) })
    expect(asked).toBe(10)
  })
})
