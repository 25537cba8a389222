import * as z from 'zod/mini'
import type { AccountState } from './account-state.ts'
import { StateError } from '#shared/facts/state-error.ts'

// Whole findings are our own words of the last run: only what later code relies on is checked.
const stateSchema = z.object({
  schemaVersion: z.literal(1),
  accountId: z.string(),
  updatedAt: z.string(),
  findings: z.array(
    z.looseObject({
      id: z.string(),
      ruleId: z.string(),
      firstSeen: z.string(),
      message: z.string(),
      severity: z.string(),
    }),
  ),
  notAssessed: z.array(z.string()),
  recentlyResolved: z.optional(z.array(z.object({ finding: z.looseObject({ id: z.string() }), at: z.string() }))),
  aliases: z.optional(z.array(z.tuple([z.string(), z.string()]))),
  history: z.optional(
    z.array(
      z.object({
        day: z.string(),
        findings: z.object({
          critical: z.number(),
          high: z.number(),
          medium: z.number(),
          low: z.number(),
          info: z.number(),
        }),
        notAssessed: z.number(),
      }),
    ),
  ),
  outbox: z.array(
    z.object({
      id: z.string(),
      subject: z.string(),
      message: z.string(),
      attributes: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    }),
  ),
})

/** Refuses a state it does not know: to start anew would alarm about everything again. */
export const parseAccountState = (bytes: Uint8Array, where: string): AccountState => {
  const refuse = (why: string): never => {
    throw new StateError(`${where} ${why}. Restore an earlier version of it, or remove it to begin with a first run.`)
  }
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return refuse('is not JSON')
  }
  const parsed = stateSchema.safeParse(json)
  if (!parsed.success)
    return refuse(`is not a state of schema version 1 (${parsed.error.issues[0]?.path.join('.') ?? ''})`)
  // The loose findings are what `AccountState` says: this program wrote them.
  return parsed.data as unknown as AccountState
}

export const serialiseAccountState = (state: AccountState): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(state)}\n`)
