import type { STSClient } from '@aws-sdk/client-sts'
import type { Clock } from '../clock.ts'

/** What AWS's clock said, and when we heard it. */
export interface ServerDate {
  readonly server: Date
  readonly heardAt: Date
}

const dateIn = (response: unknown): string | undefined => {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return undefined
  const headers = response.headers as Readonly<Record<string, string>>
  return headers['date'] ?? headers['Date']
}

/**
 * Notes the `Date` header of this client's answers, of refusals as well: a clock that is wrong is refused (SignatureDoesNotMatch,
 * RequestExpired), or corrected by the SDK without a word.
 */
export const watchServerDate = (client: STSClient, clock: Clock): (() => ServerDate | undefined) => {
  let last: ServerDate | undefined
  client.middlewareStack.add(
    (next) => async (input) => {
      const result = await next(input)
      const server = new Date(dateIn(result.response) ?? Number.NaN)
      if (!Number.isNaN(server.getTime())) last ??= { server, heardAt: clock.now() }
      return result
    },
    // Next to the wire: before the deserializer turns a refusal into an error.
    { step: 'deserialize', name: 'noteServerDate', priority: 'low' },
  )
  return () => last
}
