import { createHash } from 'node:crypto'
import { gunzipGuarded, UnreadableFile } from '../gunzip-guarded.ts'
import type { Digest } from './digest.ts'

export type LogVerdict = { readonly state: 'valid' } | { readonly state: 'invalid'; readonly reason: string }

/** The hash is over the plain bytes; a second gzip member or bytes after the end are no part of what was signed, and refuse the file. */
export const verifyLog = async (
  { hashValue }: Pick<Digest['logFiles'][number], 'hashValue'>,
  bytes: AsyncIterable<Uint8Array> | undefined,
): Promise<LogVerdict> => {
  if (bytes === undefined) return { state: 'invalid', reason: 'the log file is not there' }
  const hash = createHash('sha256')
  try {
    for await (const chunk of gunzipGuarded(bytes)) hash.update(chunk)
  } catch (error) {
    if (error instanceof UnreadableFile) return { state: 'invalid', reason: error.message }
    throw error
  }
  return hash.digest('hex') === hashValue.toLowerCase()
    ? { state: 'valid' }
    : { state: 'invalid', reason: 'its content differs from what CloudTrail delivered' }
}
