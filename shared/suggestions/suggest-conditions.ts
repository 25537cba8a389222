import { byCodeUnit } from '#shared/facts/order.ts'
import type { ObservedCall } from './observed-use.ts'

/** A condition that the record itself proves to hold. */
export interface KeptCondition {
  readonly operator: string
  readonly key: string
  readonly value: string
}

const KEPT: ReadonlyMap<string, string> = new Map([
  ['iam:PassedToService', 'StringEquals'],
  ['iam:AWSServiceName', 'StringEquals'],
  ['iam:PolicyARN', 'ArnEquals'],
  ['iam:PermissionsBoundary', 'StringEquals'],
  ['ec2:CreateAction', 'StringEquals'],
  ['kms:ViaService', 'StringEquals'],
])

// Only these services set aws:CalledVia (IAM user guide, "AWS global condition context keys").
const SETS_CALLED_VIA: ReadonlySet<string> = new Set([
  'athena.amazonaws.com',
  'cloudformation.amazonaws.com',
  'dynamodb.amazonaws.com',
  'kms.amazonaws.com',
])

/** Fewer lists than this say too little about the next one. */
const PREFIX_CALLS = 10
const IN_A_POLICY = /^[\t\n\r\u0020-\u00FF]*$/u

const keptOf = (key: string, value: string, onePrefix: boolean): KeptCondition | undefined => {
  if (!IN_A_POLICY.test(value) || value.includes('${')) return undefined
  if (key === 'aws:CalledVia')
    return SETS_CALLED_VIA.has(value) ? { operator: 'ForAnyValue:StringEquals', key, value } : undefined
  if (key === 's3:prefix') return onePrefix ? { operator: 'StringEquals', key, value } : undefined
  const operator = KEPT.get(key)
  return operator === undefined ? undefined : { operator, key, value }
}

/** True if every list of the bucket asked for the same prefix, and often enough. */
const bucketsOfOnePrefix = (calls: readonly ObservedCall[]): ReadonlySet<string> => {
  const buckets = new Map<string, { prefixes: Set<string | undefined>; count: number }>()
  for (const { request, seen } of calls) {
    if (!request.action.startsWith('s3:List')) continue
    const key = `${request.action} ${request.resources.join(' ')}`
    const known = buckets.get(key) ?? { prefixes: new Set<string | undefined>(), count: 0 }
    known.prefixes.add(request.context['s3:prefix'])
    known.count += seen.count
    buckets.set(key, known)
  }
  return new Set(
    [...buckets].flatMap(([key, { prefixes, count }]) => (prefixes.size === 1 && count >= PREFIX_CALLS ? [key] : [])),
  )
}

const NO_CONDITIONS: readonly KeptCondition[] = []

/** Which conditions of a call go into its statement, sorted by key. */
export const conditionsKept = (calls: readonly ObservedCall[]): ((call: ObservedCall) => readonly KeptCondition[]) => {
  const onePrefix = bucketsOfOnePrefix(calls)
  return ({ request: { action, resources, context } }) => {
    const keys = Object.keys(context)
    if (keys.length === 0) return NO_CONDITIONS
    const same = keys.includes('s3:prefix') && onePrefix.has(`${action} ${resources.join(' ')}`)
    return Object.entries(context)
      .sort((a, b) => byCodeUnit(a[0], b[0]))
      .flatMap(([key, value]) => keptOf(key, value, same) ?? [])
  }
}
