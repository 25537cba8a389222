import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { readObject, writeObject } from '#shared/clients/evidence-bucket.ts'
import type { WriteCondition } from '#shared/clients/evidence-bucket.ts'

const place = { bucket: 'evidence', key: 'state/123456789012.json' }
const content = { bytes: new TextEncoder().encode('{}'), contentType: 'application/json' }
const start = () => {
  const s3 = new S3Client({ region: 'eu-central-1' })
  return { s3, mock: mockClient(s3) }
}
const refusal = (status: number, name: string): Error =>
  new S3ServiceException({ name, message: `${name}!`, $fault: 'client', $metadata: { httpStatusCode: status } })

const absent: WriteCondition = { kind: 'absent' }
const unchanged: WriteCondition = { kind: 'unchanged', etag: '"e-1"' }

describe('writeObject', () => {
  it.each([
    ['always', undefined, {}],
    ['only if absent', absent, { IfNoneMatch: '*' }],
    ['only if unchanged', unchanged, { IfMatch: '"e-1"' }],
  ])('writes %s', async (_, condition, headers) => {
    const { s3, mock } = start()
    mock.on(PutObjectCommand).resolves({ ETag: '"e-2"' })
    expect(await writeObject(s3, place, content, condition)).toEqual({ state: 'written', etag: '"e-2"' })
    expect(mock.commandCalls(PutObjectCommand)[0]?.args[0].input).toEqual({
      Bucket: place.bucket,
      Key: place.key,
      Body: content.bytes,
      ContentType: 'application/json',
      ...headers,
    })
  })

  it.each([
    ['412: somebody else did it', 412, 'PreconditionFailed', { condition: absent, state: 'overtaken' }],
    ['412: somebody else changed it', 412, 'PreconditionFailed', { condition: unchanged, state: 'overtaken' }],
    ['404: somebody else removed it', 404, 'NoSuchKey', { condition: unchanged, state: 'overtaken' }],
    ['409: try again', 409, 'ConditionalRequestConflict', { condition: absent, state: 'conflict' }],
  ])('row 71: %s', async (_, status, name, { condition, state }) => {
    const { s3, mock } = start()
    mock.on(PutObjectCommand).rejects(refusal(status, name))
    expect(await writeObject(s3, place, content, condition)).toEqual({ state })
  })

  it.each([
    ['another refusal', refusal(403, 'AccessDenied'), absent],
    ['404 without a condition: there is no bucket', refusal(404, 'NoSuchBucket'), undefined],
  ])('names the object on %s', async (_, error, condition) => {
    const { s3, mock } = start()
    mock.on(PutObjectCommand).rejects(error)
    await expect(writeObject(s3, place, content, condition)).rejects.toThrow(
      `s3://evidence/state/123456789012.json could not be written (${error.name}): ${error.name}!`,
    )
  })
})

describe('readObject', () => {
  const answer = { Body: { transformToByteArray: async () => Buffer.from('{"a":1}') }, ETag: '"e-1"', ContentLength: 7 }

  it('reads the bytes and their mark', async () => {
    const { s3, mock } = start()
    mock.on(GetObjectCommand).callsFake(async () => answer)
    const stored = await readObject(s3, place)
    expect(stored).toMatchObject({ state: 'found', etag: '"e-1"' })
    expect(stored.state === 'found' && new TextDecoder().decode(stored.bytes)).toBe('{"a":1}')
  })

  it('tells absent from denied', async () => {
    const { s3, mock } = start()
    mock.on(GetObjectCommand).rejectsOnce(new NoSuchKey({ message: 'no', $metadata: {} }))
    expect(await readObject(s3, place)).toEqual({ state: 'absent' })
    mock.on(GetObjectCommand).rejects(refusal(403, 'AccessDenied'))
    await expect(readObject(s3, place)).rejects.toThrow('could not be read (AccessDenied)')
  })

  it('reads at most so many bytes', async () => {
    const { s3, mock } = start()
    mock.on(GetObjectCommand).callsFake(async () => answer)
    expect((await readObject(s3, place, 7)).state).toBe('found')
    await expect(readObject(s3, place, 6)).rejects.toThrow('has 7 bytes; at most 6 are read')
  })
})
