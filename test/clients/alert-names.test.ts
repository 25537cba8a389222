import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { mockClient } from 'aws-sdk-client-mock'
import { expect, test } from 'vitest'
import { readAlertNames } from '#shared/clients/alert-names.ts'
import { awsError } from './mocked-clients.ts'

const start = () => {
  const s3 = new S3Client({ region: 'eu-central-1' })
  return { s3, mock: mockClient(s3) }
}

test('reads every page of every day', async () => {
  const { s3, mock } = start()
  mock
    .on(ListObjectsV2Command, { Prefix: 'a/' })
    .resolvesOnce({ Contents: [{ Key: 'a/1' }], NextContinuationToken: 't' })
    .resolvesOnce({ Contents: [{ Key: 'a/2' }] })
    .on(ListObjectsV2Command, { Prefix: 'b/' })
    .resolves({})
  expect(await readAlertNames(s3, 'bucket', ['a/', 'b/'])).toEqual(['a/1', 'a/2'])
})
test('a refusal is an error: silence would repeat every alert', async () => {
  const { s3, mock } = start()
  mock.on(ListObjectsV2Command).rejects(awsError('AccessDenied', 'no'))
  await expect(readAlertNames(s3, 'bucket', ['a/'])).rejects.toThrow(
    's3://bucket/a/ could not be listed (AccessDenied): no',
  )
})
