import { CloudTrailClient, ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail'
import { mockClient } from 'aws-sdk-client-mock'
import { expect, it } from 'vitest'
import { listPublicKeys } from '#shared/clients/cloudtrail/public-keys.ts'
import { awsError } from './mocked-clients.ts'

const start = () => {
  const client = new CloudTrailClient({
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'x' },
  })
  return { client, mock: mockClient(client) }
}
const window = { from: new Date('2026-11-20T08:00:00Z'), to: new Date('2026-11-20T12:00:00Z') }

it('lists all pages, for an hour more on each side', async () => {
  const { client, mock } = start()
  mock
    .on(ListPublicKeysCommand)
    .resolvesOnce({ PublicKeyList: [{ Fingerprint: 'f1', Value: Buffer.from('one') }], NextToken: 't' })
    .resolves({ PublicKeyList: [{ Fingerprint: 'f2', Value: Buffer.from('two') }] })
  expect([...(await listPublicKeys(client, window))]).toEqual([
    ['f1', Buffer.from('one').toString('base64')],
    ['f2', Buffer.from('two').toString('base64')],
  ])
  expect(mock.commandCalls(ListPublicKeysCommand)[0]?.args[0].input).toEqual({
    StartTime: new Date('2026-11-20T07:00:00Z'),
    EndTime: new Date('2026-11-20T13:00:00Z'),
  })
})

it('gives no part of the keys: with a part, what is valid would look forged', async () => {
  const { client, mock } = start()
  mock.on(ListPublicKeysCommand).rejects(awsError('ThrottlingException', 'Rate exceeded'))
  await expect(listPublicKeys(client, window)).rejects.toThrow('could not be listed (Throttling): Rate exceeded')
})
