import { parseArn } from '#shared/facts/arn.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'
import { isServiceRoleSession } from '../needs/forward-access.ts'
import { accountOf } from './call.ts'

/**
 * All that the mapping looks at in a record besides its parameters, resources, response, error text and additional data. Sessions
 * of all roles of an account mostly share it, because who called matters only by account and partition.
 */
export const scopeOf = (record: TrailRecord): string => {
  const { eventSource, eventName, eventType, eventCategory, errorCode, awsRegion, userIdentity } = record
  const { type, arn, invokedBy } = userIdentity ?? {}
  return JSON.stringify([
    [eventSource, eventName, eventType, eventCategory, errorCode, awsRegion],
    [parseArn(arn ?? '')?.partition, accountOf(record), type, invokedBy],
    // IAM calls without a user name are about the caller.
    type === 'IAMUser' ? arn : '',
    // Which service asked for the caller may stand in either (`forward-access.ts`).
    invokedBy === undefined ? '' : [record.sourceIPAddress, record.userAgent, isServiceRoleSession(record)],
  ])
}
