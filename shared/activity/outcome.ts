import { isRefusal } from '#shared/catalogue/needs/denial.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import { isJsonObject, ownProperty } from '#shared/facts/json.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'

/**
 * `ok` · `dry-run`: EC2 said that the call would have succeeded, so the permission is proven · `denied`: asked for and refused ·
 * `failed`: for another reason, mostly found after authorization, so the permission was needed and held ·
 * `no-evidence`: throttled, expired or badly signed before authorization.
 */
export type CallOutcome = 'ok' | 'dry-run' | 'denied' | 'failed' | 'no-evidence'

// Turned away before anybody asked IAM, or broken without telling when.
const NO_EVIDENCE = new RegExp(
  [
    'Throttl|RequestLimitExceeded|CallRateLimitExceeded|APICallRate|RateLimit(?:Exceeded|Error)|TooManyRequest(?:s|Exception)|SlowDown|PriorRequestNotComplete',
    'RequestExpired|ExpiredToken|RequestTimeTooSkewed|SignatureDoesNotMatch|InvalidSignature|IncompleteSignature|^InvalidSecurity(?:Exception)?$',
    'InvalidClientTokenId|UnrecognizedClient|MissingAuthenticationToken|AuthFailure|InvalidAccessKeyId|OptInRequired',
    'AuthorizationHeaderMalformed|AuthorizationQueryParameters|PermanentRedirect',
    'ServiceUnavailable|^Server\\.Unavailable$|InternalFailure|InternalError|InternalServer|InternalService|^ServiceFailure|^ServerException$',
  ].join('|'),
  'u',
)

export const outcomeOfCode = (code: string, eventSource?: string): CallOutcome => {
  if (code.includes('DryRunOperation')) return 'dry-run'
  if (isRefusal(code, eventSource)) return 'denied'
  return NO_EVIDENCE.test(code) ? 'no-evidence' : 'failed'
}

export const SIGN_IN = 'signin.amazonaws.com'

/** Some services answer 200 and tell the error only inside `responseElements`; a console sign-in says Failure there. */
export const outcomeOf = (record: TrailRecord): CallOutcome => {
  if (record.errorCode) return outcomeOfCode(record.errorCode, record.eventSource)
  const response = record.responseElements
  if (!isJsonObject(response)) return record.errorMessage ? 'failed' : 'ok'
  if (record.eventSource === SIGN_IN && ownProperty(response, record.eventName ?? '') === 'Failure') return 'failed'
  const inner = textOf(ownProperty(response, 'errorCode')) ?? textOf(ownProperty(response, 'ErrorCode'))
  if (inner) return outcomeOfCode(inner, record.eventSource)
  return record.errorMessage ? 'failed' : 'ok'
}

const textOf = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
