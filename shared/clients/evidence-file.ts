import { Buffer } from 'node:buffer'
import type { EvidenceName } from '#shared/facts/evidence-source.ts'

/** One file of an evidence folder; the name is relative to the folder. */
export interface EvidenceFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** `2024-05-01T10:00:00+00:00`, as the AWS CLI prints a time. */
const cliTime = (time: string): string => time.replace(/(?:\.000|(\.\d{3}))Z$/, '$1+00:00')

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array

/** Request metadata, and what no list of AWS's should contain: were it ever sent, it would not get into a file. */
const neverWritten: ReadonlySet<string> = new Set([
  '$metadata',
  'Base32StringSeed',
  'QRCodePNG',
  'SecretAccessKey',
  'ServiceCredentialSecret',
  'ServicePassword',
  'SessionToken',
])

// JSON.stringify hands a Date over as a string and a Buffer as an object: `this` still has the value itself.
function cliForm(this: unknown, key: string, value: unknown): unknown {
  if (neverWritten.has(key)) return undefined
  const original: unknown = typeof this === 'object' && this !== null ? Reflect.get(this, key) : value
  if (original instanceof Date) return cliTime(original.toISOString())
  return isBytes(original) ? Buffer.from(original).toString('base64') : value
}

/** An SDK answer in the form in which the AWS CLI prints it: times with an offset, bytes as base64, no secret. */
export const evidenceFileOf = (
  evidence: EvidenceName | `service-last-accessed/${string}`,
  answer: unknown,
): EvidenceFile => ({
  name: `${evidence}.json`,
  bytes: new TextEncoder().encode(`${JSON.stringify(answer, cliForm, 2)}\n`),
})
