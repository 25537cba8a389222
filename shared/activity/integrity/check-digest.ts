import type { DigestObjectName } from '#shared/facts/trail-object-name.ts'
import { gunzipGuarded, UnreadableFile } from '../gunzip-guarded.ts'
import type { Digest } from './digest.ts'
import type { IntegrityFault } from './integrity-report.ts'
import { type PublicKeys, verifyDigest } from './verify-digest.ts'
import { verifyLog } from './verify-log.ts'

export interface TrailObject {
  readonly bytes: AsyncIterable<Uint8Array>
  /** The object's own metadata, without `x-amz-meta-`. */
  readonly metadata: ReadonlyMap<string, string>
}

/** Where digests and logs are: a bucket, or a folder with a copy of one. */
export interface TrailObjects {
  readonly bucket: string
  readonly digestKeys: readonly string[]
  readonly logKeys: readonly string[]
  readonly read: (bucket: string, key: string) => Promise<TrailObject | undefined>
  /** Those of this Region only: a key of another Region must not validate. */
  readonly publicKeysOf: (region: string) => Promise<PublicKeys>
}

export interface Checked {
  readonly key: string
  readonly name: DigestObjectName
  readonly digest: Digest | undefined
  readonly sha256: string | undefined
  readonly signature: string | undefined
  readonly reason: string | undefined
  readonly logFaults: readonly IntegrityFault[]
}

const LARGEST_DIGEST = 64 * 1024 ** 2
const LOGS_AT_ONCE = 8

const readWhole = async (bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of gunzipGuarded(bytes)) {
    length += chunk.length
    if (length > LARGEST_DIGEST) throw new UnreadableFile(`it has more than ${LARGEST_DIGEST} bytes`)
    // The inflater may use its buffer again.
    chunks.push(Uint8Array.from(chunk))
  }
  return Buffer.concat(chunks)
}

/** One digest, and every log file that it names; what it names is added to `named`. */
export const checkDigest = async (
  objects: TrailObjects,
  { key, name }: { readonly key: string; readonly name: DigestObjectName },
  named: Set<string>,
): Promise<Checked> => {
  const refused = (reason: string) => ({
    key,
    name,
    digest: undefined,
    sha256: undefined,
    signature: undefined,
    reason,
    logFaults: [],
  })
  const object = await objects.read(objects.bucket, key)
  if (object === undefined) return refused('it is not there')
  let bytes: Uint8Array
  try {
    bytes = await readWhole(object.bytes)
  } catch (error) {
    if (error instanceof UnreadableFile) return refused(error.message)
    throw error
  }
  const signature = object.metadata.get('signature')
  const verdict = verifyDigest(
    { bucket: objects.bucket, key, bytes, signature, signatureAlgorithm: object.metadata.get('signature-algorithm') },
    await objects.publicKeysOf(name.region),
  )
  if (verdict.state === 'invalid') return refused(verdict.reason)
  const { digest, sha256 } = verdict
  for (const { s3Object } of digest.logFiles) named.add(s3Object)
  return { key, name, digest, sha256, signature, reason: undefined, logFaults: await logFaultsOf(objects, digest) }
}

const logFaultsOf = async (objects: TrailObjects, { logFiles }: Digest): Promise<readonly IntegrityFault[]> => {
  const faults: IntegrityFault[] = []
  for (let at = 0; at < logFiles.length; at += LOGS_AT_ONCE) {
    const verdicts = await Promise.all(
      logFiles.slice(at, at + LOGS_AT_ONCE).map(async (log) => {
        const object = await objects.read(log.s3Bucket, log.s3Object)
        return { log, verdict: await verifyLog(log, object?.bytes) }
      }),
    )
    for (const { log, verdict } of verdicts)
      if (verdict.state === 'invalid') faults.push({ object: log.s3Object, reason: verdict.reason })
  }
  return faults
}
