import { Readable } from 'node:stream'
import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail'
import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, S3Client } from '@aws-sdk/client-s3'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { findTrails } from '#shared/clients/cloudtrail/find-trails.ts'
import { listTrailObjects, readTrailObject, trailBasesOf } from '#shared/clients/trail-bucket.ts'
import { awsError } from './mocked-clients.ts'

const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'x' }
const trailArn = (name: string) => `arn:aws:cloudtrail:eu-central-1:123456789012:trail/${name}`

describe('findTrails', () => {
  const start = () => {
    const clients = new Map(
      ['eu-central-1', 'eu-north-1'].map((region) => [region, new CloudTrailClient({ region, credentials })]),
    )
    const clientOf = (region: string): CloudTrailClient => {
      const client = clients.get(region)
      if (!client) throw new Error(`No client for ${region}.`)
      return client
    }
    return { clientOf, home: mockClient(clientOf('eu-central-1')), other: mockClient(clientOf('eu-north-1')) }
  }
  const main = {
    TrailARN: trailArn('main'),
    Name: 'main',
    HomeRegion: 'eu-central-1',
    S3BucketName: 'logs',
    S3KeyPrefix: 'org',
    IsMultiRegionTrail: true,
    IsOrganizationTrail: true,
    KmsKeyId: 'arn:aws:kms:eu-central-1:123456789012:key/1',
  }

  it('names each trail once, asked in its home Region', async () => {
    const { clientOf, home, other } = start()
    for (const mock of [home, other]) mock.on(DescribeTrailsCommand).resolves({ trailList: [main] })
    home.on(GetTrailStatusCommand).resolves({ IsLogging: true })
    home.on(GetEventSelectorsCommand).resolves({ TrailARN: trailArn('main'), EventSelectors: [] })
    const { trails, problems } = await findTrails(clientOf, ['eu-central-1', 'eu-north-1'])
    expect(problems).toEqual([])
    expect(trails).toMatchObject([
      {
        arn: trailArn('main'),
        bucket: 'logs',
        prefix: 'org',
        isLogging: true,
        isOrganizationTrail: true,
        problems: [],
      },
    ])
    expect(other.commandCalls(GetTrailStatusCommand)).toHaveLength(0)
  })

  it('does not take a refused answer for no', async () => {
    const { clientOf, home, other } = start()
    home.on(DescribeTrailsCommand).resolves({ trailList: [main] })
    other.on(DescribeTrailsCommand).rejects(awsError('AccessDeniedException', 'not you'))
    home.on(GetTrailStatusCommand).rejects(awsError('AccessDeniedException', 'not you'))
    home.on(GetEventSelectorsCommand).resolves({ EventSelectors: [] })
    const { trails, problems } = await findTrails(clientOf, ['eu-central-1', 'eu-north-1'])
    expect(problems).toEqual(['The trails of eu-north-1 could not be listed (AccessDenied): not you'])
    expect(trails[0]?.isLogging).toBeUndefined()
    expect(trails[0]?.problems).toEqual([
      `The status of trail ${trailArn('main')} could not be read (AccessDenied): not you`,
    ])
  })
})

const bucketOf = (...keys: readonly string[]) => {
  const s3 = new S3Client({ region: 'eu-central-1', credentials })
  const mock = mockClient(s3)
  // One item a page, as S3 may do at any time.
  mock
    .on(ListObjectsV2Command)
    .callsFake((input: { Prefix: string; Delimiter?: string; ContinuationToken?: string }) => {
      const below = keys.filter((key) => key.startsWith(input.Prefix))
      const names = input.Delimiter
        ? [...new Set(below.map((key) => `${input.Prefix}${key.slice(input.Prefix.length).split('/')[0]}/`))]
        : below
      const at = Number(input.ContinuationToken ?? 0)
      const page = names.slice(at, at + 1)
      const more = at + 1 < names.length
      return {
        ...(input.Delimiter
          ? { CommonPrefixes: page.map((Prefix) => ({ Prefix })) }
          : { Contents: page.map((Key) => ({ Key, Size: 10 })) }),
        IsTruncated: more,
        ...(more ? { NextContinuationToken: String(at + 1) } : {}),
      }
    })
  return { s3, mock }
}

const log = (base: string, account: string, region: string, day: string): string =>
  `${base}${account}/CloudTrail/${region}/${day.replaceAll('-', '/')}/${account}_CloudTrail_${region}_x_${day}.json.gz`

const all = async <T>(items: AsyncIterable<T>): Promise<readonly T[]> => {
  const out: T[] = []
  for await (const item of items) out.push(item)
  return out
}

describe('listTrailObjects', () => {
  const window = { from: new Date('2026-11-20T00:00:00Z'), to: new Date('2026-11-20T23:59:59Z') }
  const base = 'AWSLogs/'
  const [A, B] = ['111111111111', '222222222222']

  it('row 61: takes one day of delivery more on each side, and no other', async () => {
    const days = ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22']
    const { s3 } = bucketOf(...days.map((day) => log(base, A, 'eu-central-1', day)))
    const found = await all(listTrailObjects(s3, { bucket: 'logs', base }, window))
    expect(found.map(({ key }) => key)).toEqual(days.slice(1, 4).map((day) => log(base, A, 'eu-central-1', day)))
  })

  it('takes files that came later, when asked to', async () => {
    const late = log(base, A, 'eu-central-1', '2026-12-10')
    const { s3 } = bucketOf(late)
    expect(await all(listTrailObjects(s3, { bucket: 'logs', base }, window))).toEqual([])
    const found = await all(listTrailObjects(s3, { bucket: 'logs', base }, { ...window, extraDays: 30 }))
    expect(found.map(({ key }) => key)).toEqual([late])
  })

  it('reads the layout of an organization, and only the accounts and Regions that are meant', async () => {
    const organization = 'pre/AWSLogs/o-abcdefghij/'
    const { s3 } = bucketOf(
      log(organization, A, 'eu-central-1', '2026-11-20'),
      log(organization, A, 'us-east-1', '2026-11-20'),
      log(organization, B, 'us-east-1', '2026-11-20'),
      log('pre/AWSLogs/', A, 'us-east-1', '2026-11-20'),
      'pre/AWSLogs/o-abcdefghij/111111111111/Config/us-east-1/2026/11/20/x.json.gz',
    )
    const bases = await trailBasesOf(s3, { bucket: 'logs', prefix: 'pre', isOrganizationTrail: true })
    expect(bases).toEqual(['pre/AWSLogs/', organization])
    const found = await all(
      listTrailObjects(
        s3,
        { bucket: 'logs', base: organization },
        { ...window, accounts: [A], regions: ['us-east-1'] },
      ),
    )
    expect(found.map(({ key }) => key)).toEqual([log(organization, A, 'us-east-1', '2026-11-20')])
  })

  it('passes over what is no log file', async () => {
    const { s3 } = bucketOf(
      log(base, A, 'eu-central-1', '2026-11-20'),
      `${base}${A}/CloudTrail/eu-central-1/2026/11/20/notes.txt`,
    )
    expect(await all(listTrailObjects(s3, { bucket: 'logs', base }, window))).toHaveLength(1)
  })

  it('says when the list is cut short', async () => {
    const { s3, mock } = bucketOf()
    mock.reset()
    mock.on(ListObjectsV2Command).rejects(awsError('AccessDenied', 'no'))
    await expect(all(listTrailObjects(s3, { bucket: 'logs', base }, window))).rejects.toThrow(
      's3://logs/AWSLogs/ could not be listed to its end (AccessDenied): no The caller needs s3:ListBucket',
    )
  })
})

describe('readTrailObject', () => {
  it('streams, with the metadata', async () => {
    const { s3, mock } = bucketOf()
    mock
      .on(GetObjectCommand)
      .callsFake(async () => ({ Body: Readable.from([Buffer.from('ab')]), Metadata: { signature: 'f0' } }))
    const object = await readTrailObject(s3, 'logs', 'x')
    expect(object?.metadata.get('signature')).toBe('f0')
    expect(Buffer.concat(await all(object?.bytes ?? Readable.from([]))).toString()).toBe('ab')
  })

  it('tells absent from refused, and names the key of the trail', async () => {
    const { s3, mock } = bucketOf()
    mock.on(GetObjectCommand).rejectsOnce(new NoSuchKey({ message: 'no', $metadata: {} }))
    expect(await readTrailObject(s3, 'logs', 'x')).toBeUndefined()
    mock.on(GetObjectCommand).rejects(awsError('AccessDenied', 'not authorized to perform: kms:Decrypt'))
    await expect(readTrailObject(s3, 'logs', 'x')).rejects.toThrow(
      's3://logs/x could not be read (AccessDenied): not authorized to perform: kms:Decrypt The caller needs s3:GetObject, and kms:Decrypt where the trail encrypts with a key of its own.',
    )
  })
})
