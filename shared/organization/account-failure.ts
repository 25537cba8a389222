import * as z from 'zod/mini'
import type { CardRoot } from './account-card.ts'
import { cardRootSchema } from './parse-account-card.ts'

/** Why an account of the list could not be audited. */
export interface AccountFailure {
  readonly account: string
  readonly reason: string
  /** What root of the account has, where a session of root could be had without a role in the account. */
  readonly root?: CardRoot | undefined
}

const failureSchema = z.object({ account: z.string(), reason: z.string(), root: z.optional(cardRootSchema) })

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
