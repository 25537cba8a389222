import * as z from 'zod/mini'

const text = z.string().check(z.maxLength(4096))
const optionalText = z.optional(z.nullable(text))

const digestSchema = z.object({
  awsAccountId: text,
  digestStartTime: text,
  digestEndTime: text,
  digestS3Bucket: text,
  digestS3Object: text,
  digestPublicKeyFingerprint: text,
  digestSignatureAlgorithm: text,
  previousDigestS3Bucket: optionalText,
  previousDigestS3Object: optionalText,
  previousDigestHashValue: optionalText,
  previousDigestSignature: optionalText,
  logFiles: z.array(
    z.object({ s3Bucket: text, s3Object: text, hashValue: text, hashAlgorithm: z.optional(z.nullable(text)) }),
  ),
})

/** What CloudTrail writes each hour about the log files that it delivered (user guide, "CloudTrail digest file structure"). */
export type Digest = z.infer<typeof digestSchema>

export type DigestParse =
  { readonly state: 'digest'; readonly digest: Digest } | { readonly state: 'unreadable'; readonly reason: string }

export const parseDigest = (bytes: Uint8Array): DigestParse => {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return { state: 'unreadable', reason: 'the digest is not JSON' }
  }
  const parsed = digestSchema.safeParse(value)
  if (parsed.success) return { state: 'digest', digest: parsed.data }
  const [issue] = parsed.error.issues
  return { state: 'unreadable', reason: `the digest has no usable ${issue?.path.join('.') || 'content'}` }
}
