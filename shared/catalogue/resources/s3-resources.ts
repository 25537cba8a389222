import { sortedUnique } from '#shared/facts/order.ts'
import { textParameterOf } from '../events/call.ts'
import type { Call } from '../events/call.ts'
import { escapeForPolicy } from './policy-text.ts'
import { hasType } from './special.ts'
import type { Special } from './special.ts'

// A bucket parameter may be the ARN of an access point, whose objects have a form of their own.
const objectArn = (call: Call, bucket: string, key: string): string => {
  if (bucket.startsWith('arn:')) return `${escapeForPolicy(bucket)}/object/${key}`
  return `arn:${call.partition}:s3:::${escapeForPolicy(bucket)}/${key}`
}

const bucketOf = (call: Call): string | undefined => textParameterOf(call, 'bucketName', 'bucket')

const s3Keys = (call: Call): readonly string[] => {
  const own = textParameterOf(call, 'key', 'objectName')
  if (own !== undefined) return [escapeForPolicy(own)]
  const many = call.parameters.all.flatMap((leaf) =>
    leaf.name === 'key' && leaf.path.some((part) => /^(?:delete|objects?)$/u.test(part)) ? [leaf.value] : [],
  )
  return many.map((key) => escapeForPolicy(key))
}

/** `bucket/key`, `/bucket/key?versionId=…`, percent-encoded, or the ARN of an access point with `/object/key`. */
const copySourceArn = (call: Call): string | undefined => {
  const sent = textParameterOf(call, 'x-amz-copy-source', 'copySource')
  if (sent === undefined) return undefined
  const path = decoded(sent.replace(/\?versionId=.*$/u, '').replace(/^\//u, ''))
  if (path.startsWith('arn:')) return escapeForPolicy(path)
  const slash = path.indexOf('/')
  return slash < 1 ? undefined : objectArn(call, path.slice(0, slash), escapeForPolicy(path.slice(slash + 1)))
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const isCopy = (call: Call): boolean => textParameterOf(call, 'x-amz-copy-source', 'copySource') !== undefined

const s3Object: Special = (call, action) => {
  const reads = action === 's3:GetObject' || action === 's3:GetObjectVersion'
  if (reads && isCopy(call)) {
    const source = copySourceArn(call)
    if (source !== undefined) return [source]
  }
  const bucket = bucketOf(call)
  if (bucket === undefined) return undefined
  const recorded = (call.record.resources ?? []).flatMap(({ arn }) =>
    arn?.includes('/') && !arn.includes(':accesspoint/') ? [arn] : [],
  )
  const keys = s3Keys(call)
  if (keys.length > 0) return sortedUnique(keys.map((key) => objectArn(call, bucket, key)))
  return recorded.length > 0
    ? sortedUnique(recorded.map((arn) => escapeForPolicy(arn)))
    : [objectArn(call, bucket, '*')]
}

const s3Bucket: Special = (call) => {
  const bucket = bucketOf(call)
  if (bucket === undefined) return undefined
  return [bucket.startsWith('arn:') ? escapeForPolicy(bucket) : `arn:${call.partition}:s3:::${escapeForPolicy(bucket)}`]
}

export const s3Resource: Special = (call, action) => {
  if (hasType(action, 'object')) return s3Object(call, action)
  return hasType(action, 'bucket') ? s3Bucket(call, action) : undefined
}
