import { createHash, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { TrailObject, TrailObjects } from '#shared/activity/integrity/check-digest.ts'

export const BUCKET = 'trail-bucket'
export const REGION = 'eu-central-1'
const ACCOUNT = '111122223333'

export const newKey = () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const der = publicKey.export({ format: 'der', type: 'pkcs1' })
  return { privateKey, value: der.toString('base64'), fingerprint: createHash('md5').update(der).digest('hex') }
}
export type SigningKey = ReturnType<typeof newKey>

const stamp = (hour: number): string => `20261120T${String(hour).padStart(2, '0')}0000Z`
const iso = (hour: number): string => `2026-11-20T${String(hour).padStart(2, '0')}:00:00Z`

export const digestKey = (hour: number, ending = ''): string =>
  `AWSLogs/${ACCOUNT}/CloudTrail-Digest/${REGION}/2026/11/20/${ACCOUNT}_CloudTrail-Digest_${REGION}_main_${REGION}_${stamp(hour)}${ending}.json.gz`
export const logKey = (hour: number, name = 'a'): string =>
  `AWSLogs/${ACCOUNT}/CloudTrail/${REGION}/2026/11/20/${ACCOUNT}_CloudTrail_${REGION}_20261120T${String(hour).padStart(2, '0')}05Z_${name}.json.gz`

interface Stored {
  bytes: Uint8Array
  metadata: Map<string, string>
}

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** A bucket as CloudTrail fills it: each hour one log file and one digest over it, signed and linked to the one before. */
export class SignedTrail {
  readonly stored = new Map<string, Stored>()
  readonly key: SigningKey
  #previous: { key: string; hash: string; signature: string } | undefined

  constructor(key: SigningKey) {
    this.key = key
  }

  /** The hour that ends at `hour`. */
  hour(
    hour: number,
    changes: { readonly ending?: string; readonly startsChain?: boolean; readonly digest?: object } = {},
  ): this {
    const log = Buffer.from(JSON.stringify({ Records: [{ eventID: `event-${hour}` }] }))
    const name = logKey(hour - 1, changes.ending === undefined ? 'a' : 'late')
    this.stored.set(name, { bytes: gzipSync(log), metadata: new Map() })
    const previous = changes.startsChain ? undefined : this.#previous
    const key = digestKey(hour, changes.ending)
    this.#previous = this.sign(key, {
      awsAccountId: ACCOUNT,
      digestStartTime: iso(hour - 1),
      digestEndTime: iso(hour),
      digestS3Bucket: BUCKET,
      digestS3Object: key,
      digestPublicKeyFingerprint: this.key.fingerprint,
      digestSignatureAlgorithm: 'SHA256withRSA',
      newestEventTime: iso(hour),
      oldestEventTime: iso(hour - 1),
      previousDigestS3Bucket: previous === undefined ? null : BUCKET,
      previousDigestS3Object: previous?.key ?? null,
      previousDigestHashValue: previous?.hash ?? null,
      previousDigestHashAlgorithm: previous === undefined ? null : 'SHA-256',
      previousDigestSignature: previous?.signature ?? null,
      logFiles: [{ s3Bucket: BUCKET, s3Object: name, hashValue: sha256(log), hashAlgorithm: 'SHA-256' }],
      ...changes.digest,
    })
    return this
  }

  sign(key: string, digest: Record<string, unknown>, privateKey: KeyObject = this.key.privateKey) {
    const text = JSON.stringify(digest)
    const signed = [
      digest['digestEndTime'],
      `${BUCKET}/${key}`,
      sha256(text),
      digest['previousDigestSignature'] ?? 'null',
    ]
    const signature = createSign('RSA-SHA256').update(signed.join('\n')).sign(privateKey, 'hex')
    this.stored.set(key, {
      bytes: gzipSync(text),
      metadata: new Map([
        ['signature', signature],
        ['signature-algorithm', 'SHA256withRSA'],
      ]),
    })
    return { key, hash: sha256(text), signature }
  }

  at(key: string): Stored {
    const found = this.stored.get(key)
    if (!found) throw new Error(`There is no ${key}.`)
    return found
  }

  objects(changes: Partial<TrailObjects> = {}): TrailObjects {
    const keys = [...this.stored.keys()]
    return {
      bucket: BUCKET,
      digestKeys: keys.filter((key) => key.includes('CloudTrail-Digest')),
      logKeys: keys.filter((key) => key.includes('/CloudTrail/')),
      read: async (_, key): Promise<TrailObject | undefined> => {
        const found = this.stored.get(key)
        return found && { bytes: once(found.bytes), metadata: found.metadata }
      },
      publicKeysOf: (region) =>
        Promise.resolve(new Map(region === REGION ? [[this.key.fingerprint, this.key.value]] : [])),
      ...changes,
    }
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
