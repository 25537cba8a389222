import * as z from 'zod/mini'

/** Why an account of the list could not be audited. */
export interface AccountFailure {
  readonly account: string
  readonly reason: string
}

const failureSchema = z.object({ account: z.string(), reason: z.string() })

export const serialiseFailure = (failure: AccountFailure): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(failure)}\n`)

export const parseFailure = (bytes: Uint8Array): AccountFailure | undefined => {
  try {
    const parsed = failureSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
