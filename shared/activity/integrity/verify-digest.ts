import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { type Digest, parseDigest } from './digest.ts'

export interface StoredDigest {
  readonly bucket: string
  readonly key: string
  /** Plain: after exactly one gzip member. */
  readonly bytes: Uint8Array
  /** The object's metadata `signature`, in hexadecimal. */
  readonly signature: string | undefined
  readonly signatureAlgorithm: string | undefined
}

/** Public keys of one Region by fingerprint: DER of PKCS#1 in base64, as ListPublicKeys gives them. */
export type PublicKeys = ReadonlyMap<string, string>

export type DigestVerdict =
  | { readonly state: 'valid'; readonly digest: Digest; readonly sha256: string }
  | { readonly state: 'invalid'; readonly reason: string }

const invalid = (reason: string): DigestVerdict => ({ state: 'invalid', reason })

const ALGORITHM = 'SHA256withRSA'

const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A digest where it belongs, signed by a key of its own Region (user guide, "Custom implementations of file integrity validation"). */
export const verifyDigest = (stored: StoredDigest, keys: PublicKeys): DigestVerdict => {
  const { bucket, key, bytes, signature, signatureAlgorithm } = stored
  if (!signature || !signatureAlgorithm) return invalid('its signature is missing from the metadata of the object')
  const parsed = parseDigest(bytes)
  if (parsed.state === 'unreadable') return invalid(parsed.reason)
  const { digest } = parsed
  if (digest.digestS3Bucket !== bucket || digest.digestS3Object !== key)
    return invalid(`it was moved: it says that it is s3://${digest.digestS3Bucket}/${digest.digestS3Object}`)
  if (signatureAlgorithm !== ALGORITHM || digest.digestSignatureAlgorithm !== ALGORITHM)
    return invalid(`its signature is by ${signatureAlgorithm}; only ${ALGORITHM} is known`)
  const fingerprint = digest.digestPublicKeyFingerprint
  const encoded = keys.get(fingerprint)
  if (encoded === undefined) return invalid(`no public key of its Region has the fingerprint ${fingerprint}`)
  const publicKey = publicKeyOf(encoded)
  if (publicKey === undefined) return invalid(`the public key with the fingerprint ${fingerprint} cannot be read`)
  const sha256 = sha256Hex(bytes)
  const signed = Buffer.from(signedText(digest, stored, sha256))
  if (!verify('RSA-SHA256', signed, publicKey, Buffer.from(signature, 'hex')))
    return invalid('its signature does not fit its content')
  return { state: 'valid', digest, sha256 }
}

const signedText = (digest: Digest, { bucket, key }: StoredDigest, sha256: string): string =>
  [digest.digestEndTime, `${bucket}/${key}`, sha256, digest.previousDigestSignature ?? 'null'].join('\n')

const publicKeyOf = (encoded: string): KeyObject | undefined => {
  try {
    return createPublicKey({ key: Buffer.from(encoded, 'base64'), format: 'der', type: 'pkcs1' })
  } catch {
    return undefined
  }
}
