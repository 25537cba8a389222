import { AwsCallError } from './failure.ts'

export interface WebTools {
  readonly fetch: typeof globalThis.fetch
  readonly timeoutMs?: number
}

const DEFAULT_TIMEOUT_MS = 4_000
/** A certificate has two kilobytes. */
const LARGEST_CERTIFICATE = 16_384
const MOST_CERTIFICATES = 20
const certificates = new Map<string, string>()

const failed = (what: string, reason: string): AwsCallError =>
  new AwsCallError({ code: 'SnsEndpoint', reason }, `SNS did not ${what}: ${reason}`)

const textFrom = async (url: string, what: string, { fetch, timeoutMs }: WebTools): Promise<string> => {
  // A redirect could lead anywhere.
  const signal = AbortSignal.timeout(timeoutMs ?? DEFAULT_TIMEOUT_MS)
  const response = await fetch(url, { redirect: 'error', signal }).catch(() => {
    throw failed(what, 'no answer')
  })
  if (!response.ok) throw failed(what, `HTTP ${response.status}`)
  const size = Number(response.headers.get('content-length') ?? 0)
  if (size > LARGEST_CERTIFICATE) throw failed(what, `an answer of ${size} bytes`)
  return (await response.text()).slice(0, LARGEST_CERTIFICATE)
}

/** SNS's signing certificate; its address must have been checked before. It never changes, so it is fetched once. */
export const readSigningCertificate = async (url: string, tools: WebTools): Promise<string> => {
  const known = certificates.get(url)
  if (known !== undefined) return known
  const pem = await textFrom(url, 'give its certificate', tools)
  if (certificates.size >= MOST_CERTIFICATES) certificates.clear()
  certificates.set(url, pem)
  return pem
}

export const confirmSubscription = async (url: string, tools: WebTools): Promise<void> => {
  await textFrom(url, 'confirm the subscription', tools)
}
