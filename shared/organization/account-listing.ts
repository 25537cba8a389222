import * as z from 'zod/mini'
import type { MemberAccount } from './member-account.ts'

/** The organization's accounts as one run sees them, read once and then only from the bucket. */
export interface AccountListing {
  readonly schemaVersion: 1
  readonly run: string
  readonly listedAt: string
  readonly accounts: readonly MemberAccount[]
  /** Why the list ends before its end; null where it is whole. */
  readonly cutShort: string | null
}

const listingSchema = z.object({
  schemaVersion: z.literal(1),
  run: z.string(),
  listedAt: z.string(),
  accounts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      state: z.nullable(z.string()),
      standing: z.enum(['audit', 'closed', 'unclear']),
      reason: z.nullable(z.string()),
    }),
  ),
  cutShort: z.nullable(z.string()),
})

const encoder = new TextEncoder()

export const serialiseListing = (listing: AccountListing): Uint8Array => encoder.encode(`${JSON.stringify(listing)}\n`)

export const parseListing = (bytes: Uint8Array, where: string): AccountListing => {
  const refuse = (): never => {
    throw new Error(`${where} is not a list of accounts of schema version 1. Start a new run.`)
  }
  try {
    const parsed = listingSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    return parsed.success ? parsed.data : refuse()
  } catch {
    return refuse()
  }
}

/** The accounts to audit, one JSON object per line: what the ItemReader of the state machine reads. */
export const itemsOf = ({ accounts }: AccountListing): Uint8Array =>
  encoder.encode(
    accounts
      .filter(({ standing }) => standing === 'audit')
      .map(({ id }) => `${JSON.stringify({ id })}\n`)
      .join(''),
  )
