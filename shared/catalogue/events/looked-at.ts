import type { TrailRecord } from '#shared/facts/trail-record.ts'

/**
 * Makes equal what the mapping does not look at in the text of a call's parameters: where two texts become the same and all else is equal,
 * so is the answer. It knows the words that each session or object has of its own, in the calls of which logs are full.
 */
export type LookedAt = (parameters: string) => string

// Without an escape or a brace in it each quotation mark is one of JSON's own, and the same words inside a string look different.
// A name with a colon might be an ARN, and the mapping looks at ARNs wherever they are; a hidden or an empty value is none.
const SESSION_NAME = /"roleSessionName":"(?!HIDDEN_DUE)[^"\\:]+"/gu
const withoutSessionName: LookedAt = (parameters) => parameters.replaceAll(SESSION_NAME, '"roleSessionName"')

// Of an encryption context only the keys tell which service asked.
const CONTEXT = /"encryptionContext":\{[^{}\\]*\}/gu
const CONTEXT_VALUE = /":"[^"]*"/gu
const withoutContextValues: LookedAt = (parameters) =>
  parameters.replaceAll(CONTEXT, (context) => context.replaceAll(CONTEXT_VALUE, '"'))

const OF_SOURCE: ReadonlyMap<string, LookedAt> = new Map([
  ['sts.amazonaws.com', withoutSessionName],
  ['kms.amazonaws.com', withoutContextValues],
])

export const lookedAtOf = ({ eventSource = '' }: TrailRecord): LookedAt | undefined => OF_SOURCE.get(eventSource)
