import { createHash } from 'node:crypto'
import type { Answer } from './answer.ts'

interface Stored {
  readonly etag: string
  readonly bytes: Uint8Array
}

/** What a run reads again; evidence and reports of ten thousand accounts would fill the memory of the machine. */
const READ_AGAIN = /^(organization|configuration)\/|^state\/organization|^reports\/organization/

const fault = (status: number, code: string): Answer => ({
  status,
  type: 'text/xml',
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
})
const NOTHING: Answer = {
  status: 200,
  type: 'text/xml',
  body: '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>',
}

/** S3 with one bucket and conditional writes. */
export const simulatedBucket = () => {
  const objects = new Map<string, Stored>()
  let writtenBytes = 0
  const put = (key: string, bytes: Uint8Array, headers: Readonly<Record<string, unknown>>): Answer => {
    const before = objects.get(key)
    if (headers['if-none-match'] === '*' && before !== undefined) return fault(412, 'PreconditionFailed')
    const expected = headers['if-match']
    if (expected !== undefined && expected !== before?.etag) return fault(412, 'PreconditionFailed')
    const etag = `"${createHash('md5').update(bytes).digest('hex')}"`
    objects.set(key, { etag, bytes: READ_AGAIN.test(key) ? bytes : new Uint8Array() })
    writtenBytes += bytes.byteLength
    return { status: 200, type: 'text/xml', body: '', headers: { etag } }
  }
  const get = (key: string): Answer => {
    const found = objects.get(key)
    if (found === undefined) return fault(404, 'NoSuchKey')
    return { status: 200, type: 'application/octet-stream', body: found.bytes, headers: { etag: found.etag } }
  }
  return {
    writtenBytes: () => writtenBytes,
    answer: (method: string, path: string, bytes: Uint8Array, headers: Readonly<Record<string, unknown>>): Answer => {
      const key = decodeURIComponent(path.replace(/^\/[^/]+\/?/, '').replace(/\?.*$/, ''))
      if (key === '') return NOTHING
      return method === 'PUT' ? put(key, bytes, headers) : get(key)
    },
  }
}
