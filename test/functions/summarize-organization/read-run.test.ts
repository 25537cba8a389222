import { GetObjectCommand, NoSuchKey, S3Client, S3ServiceException } from '@aws-sdk/client-s3'
import { mockClient } from 'aws-sdk-client-mock'
import { afterEach, expect, test } from 'vitest'
import { readRun } from '#functions/summarize-organization/read-run.ts'
import { serialiseListing } from '#shared/organization/account-listing.ts'
import { serialiseAccountCard } from '#shared/organization/parse-account-card.ts'
import { runPlaces } from '#shared/organization/run-places.ts'
import { cardOf, idOf } from '../../support/organization.ts'

const s3 = mockClient(S3Client)
const places = runPlaces('run')

const fault = (name: string, status: number) =>
  new S3ServiceException({
    name,
    message: 'Reduce your request rate.',
    $fault: 'server',
    $metadata: { httpStatusCode: status },
  })

const listingOf = (count: number): Uint8Array =>
  serialiseListing({
    schemaVersion: 1,
    run: 'run',
    listedAt: '2026-11-20T06:00:00.000Z',
    accounts: Array.from({ length: count }, (_, index) => ({
      id: idOf(index + 1),
      name: `account ${index + 1}`,
      state: 'ACTIVE',
      standing: 'audit' as const,
      reason: null,
    })),
    cutShort: null,
  })

const body = (bytes: Uint8Array) => ({ Body: { transformToByteArray: async () => bytes } as never })

/** One account; the first so many reads of its card fail. */
const cardThatFails = (
  times: number,
  error: Error,
): { readonly clients: () => number; readonly newS3: () => S3Client } => {
  let left = times
  s3.on(GetObjectCommand, { Key: places.listing }).resolves(body(listingOf(1)))
  s3.on(GetObjectCommand, { Key: places.cardOf(idOf(1)) }).callsFake(async () => {
    left -= 1
    if (left >= 0) throw error
    return body(serialiseAccountCard(cardOf(idOf(1))))
  })
  let made = 0
  return { clients: () => made, newS3: () => ((made += 1), new S3Client({ region: 'us-east-1' })) }
}

const read = (newS3: () => S3Client) => readRun(newS3, 'evidence', { run: 'run' }, new Set())

afterEach(() => s3.reset())

test.each([0, 1, 2])(
  'a card that a throttled bucket refuses to the end %i times is read with a fresh client',
  async (times) => {
    const { clients, newS3 } = cardThatFails(times, fault('SlowDown', 503))
    const { results } = await read(newS3)
    expect(results.map(({ state, account }) => [account.id, state])).toEqual([[idOf(1), 'audited']])
    // One for the list, one for each reading of the part.
    expect(clients()).toBe(times + 2)
  },
)

test('after three times it is told', async () => {
  const { newS3 } = cardThatFails(3, fault('SlowDown', 503))
  await expect(read(newS3)).rejects.toThrow(`s3://evidence/${places.cardOf(idOf(1))} could not be read (SlowDown)`)
})

test('what is forbidden is not asked again', async () => {
  const { clients, newS3 } = cardThatFails(1, fault('AccessDenied', 403))
  await expect(read(newS3)).rejects.toThrow('AccessDenied')
  expect(clients()).toBe(2)
})

test('no client reads more than a hundred objects, because one that is not there gives its budget nothing back', async () => {
  const readBy = new Map<S3Client, number>()
  const newS3 = (): S3Client => {
    const client = new S3Client({ region: 'us-east-1' })
    readBy.set(client, 0)
    return client
  }
  s3.on(GetObjectCommand).callsFake(async (_, getClient: () => S3Client) => {
    readBy.set(getClient(), (readBy.get(getClient()) ?? 0) + 1)
    throw new NoSuchKey({ message: 'no', $metadata: {} })
  })
  s3.on(GetObjectCommand, { Key: places.listing }).resolves(body(listingOf(250)))
  const { results } = await read(newS3)
  expect(new Set(results.map(({ state }) => state))).toEqual(new Set(['not-audited']))
  expect(results).toHaveLength(250)
  // Cards in three parts, then what the workers wrote of those that have none.
  expect([...readBy.values()].filter((count) => count > 0)).toEqual([100, 100, 50, 100, 100, 50])
})
