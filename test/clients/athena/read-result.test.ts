import { Readable } from 'node:stream'
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, test } from 'vitest'
import { readResult } from '#shared/clients/athena/read-result.ts'

const s3 = new S3Client({ region: 'eu-central-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } })
const mock = mockClient(s3)
const PLACE = { bucket: 'results', key: 'athena/id.csv' }

const rowsOf = async (body: Readable) => {
  mock.reset()
  mock.on(GetObjectCommand).callsFake(async () => ({ Body: body }))
  const rows: Readonly<Record<'a' | 'b', string>>[] = []
  for await (const row of readResult(s3, PLACE, ['a', 'b'])) rows.push(row)
  return rows
}

describe('readResult', () => {
  test('rows as Athena writes them: all quoted, NULL as nothing, quotes and line breaks inside', async () => {
    const text = '"a","b"\n"1",\n"say ""x""\nand, more",""\n'
    const letters = [...text].map((letter) => Buffer.from(letter))
    expect(await rowsOf(Readable.from(letters))).toEqual([
      { a: '1', b: '' },
      { a: 'say "x"\nand, more', b: '' },
    ])
  })

  test('no rows', async () => {
    expect(await rowsOf(Readable.from([Buffer.from('"a","b"\n')]))).toEqual([])
  })

  test.each([
    ['"a","c"\n', 'The result s3://results/athena/id.csv has the columns a, c where a, b were asked for.'],
    ['', 'The result s3://results/athena/id.csv has no header.'],
  ])('refuses %j', async (text, words) => {
    await expect(rowsOf(Readable.from([Buffer.from(text)]))).rejects.toThrow(words)
  })

  test('a result that is cut short is an error, not a short result', async () => {
    await expect(rowsOf(Readable.from([Buffer.from('"a","b"\n"1","2')]))).rejects.toThrow('Quote Not Closed')
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('"a","b"\n"1","2"\n')
        throw new Error('connection lost')
      })(),
    )
    await expect(rowsOf(broken)).rejects.toThrow('connection lost')
  })

  test('one that is not there is told with its place', async () => {
    mock.reset()
    mock.on(GetObjectCommand).rejects(Object.assign(new Error('no'), { name: 'NoSuchKey' }))
    await expect(readResult(s3, PLACE, ['a']).next()).rejects.toThrow(
      'The result s3://results/athena/id.csv could not be read (NoSuchKey): no',
    )
  })
})
