/** Why a call gave nothing: AWS's own error code, and a sentence without secrets. */
export interface Failure {
  readonly code: string
  readonly reason: string
}

/** A limit of ours stopped the call before it was made. */
export class NotAsked extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = 'NotAsked'
    this.code = code
  }
}

/** A call without which nothing can go on. */
export class AwsCallError extends Error {
  readonly code: string
  constructor(failure: Failure, message: string) {
    super(message)
    this.name = 'AwsCallError'
    this.code = failure.code
  }
}

const REASON_LIMIT = 300

// The SDK names these after the shape; IAM's documented error codes are others (API reference, GetCredentialReport).
const documentedCodes: ReadonlyMap<string, string> = new Map([
  ['CredentialReportNotPresent', 'ReportNotPresent'],
  ['CredentialReportNotReady', 'ReportInProgress'],
  ['CredentialReportExpired', 'ReportExpired'],
])

const codeOf = (error: Error): string => {
  if (error instanceof NotAsked || error instanceof AwsCallError) return error.code
  const short = error.name.replace(/Exception$/, '')
  return documentedCodes.get(short) ?? (short === '' ? 'Error' : short)
}

/**
 * The first line, cut and cleaned. A refused signature comes with the whole canonical request, session token included,
 * on the lines that follow; anything else that has the shape of a secret goes as well.
 */
const wordsOf = (message: string): string => {
  const line = message.trim().split(/[\r\n\u2028\u2029]/u, 1)[0] ?? ''
  return line
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\b((?:[a-z-]*token|secret[a-z-]*|signature|password)\s*[=:]\s*)\S+/giu, '$1[removed]')
    .replace(/(?<![A-Za-z0-9+/=_-])(?:[A-Za-z0-9+/=]{40}|[A-Za-z0-9+/=_-]{100,})(?![A-Za-z0-9+/=_-])/gu, '[removed]')
    .slice(0, REASON_LIMIT)
    .trim()
}

export const failureOf = (error: unknown): Failure => {
  if (!(error instanceof Error))
    return { code: 'Error', reason: 'The call failed without an error that could be read.' }
  const words = wordsOf(error.message)
  return { code: codeOf(error), reason: words === '' ? `The call failed with ${codeOf(error)}.` : words }
}

const transient: ReadonlySet<string> = new Set([
  'LimitExceeded',
  'Throttling',
  'Throttled',
  'ThrottledException',
  'TooManyRequests',
  'RequestLimitExceeded',
  'ServiceFailure',
  'ServiceUnavailable',
  'InternalFailure',
  'InternalError',
  'TimeoutError',
])

/** Failures that another try, later, may not meet. */
export const isTransient = (failure: Failure): boolean => transient.has(failure.code)
