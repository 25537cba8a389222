import * as z from 'zod/mini'
import type { AccountCard } from './account-card.ts'
import { briefFindingSchema as brief } from './brief-finding-schema.ts'

const told = z.enum(['present', 'absent', 'unknown'])
const count = z.nullable(z.number())
const counts = z.object({
  critical: z.number(),
  high: z.number(),
  medium: z.number(),
  low: z.number(),
  info: z.number(),
})

/** What root has, in a card and beside the reason of an account that has none. */
export const cardRootSchema = z.object({
  password: told,
  accessKeys: told,
  signingCertificates: told,
  mfa: told,
})

const newsSchema = z.object({
  assessedAt: z.string(),
  firstRun: z.boolean(),
  fresh: z.array(brief),
  changed: z.array(brief),
  resolved: z.array(brief),
  leftOut: z.object({ fresh: z.number(), changed: z.number(), resolved: z.number() }),
})

const cardSchema = z.object({
  schemaVersion: z.literal(1),
  account: z.object({ id: z.string(), partition: z.string(), alias: z.nullable(z.string()) }),
  assessedAt: z.string(),
  report: z.string(),
  summary: z.object({ verdict: z.string(), findings: counts, notAssessed: z.number() }),
  worst: z.array(brief),
  news: z.array(newsSchema),
  root: cardRootSchema,
  trail: told,
  identityProviders: count,
  consoleUsers: count,
  activeAccessKeys: count,
  administrators: count,
  keyHolders: z.nullable(z.array(z.object({ arn: z.string(), person: z.string(), activeKeys: z.number() }))),
  trusts: z.nullable(
    z.array(z.object({ accountId: z.string(), roles: z.number(), powerful: z.number(), example: z.string() })),
  ),
  leftOut: z.number(),
  organization: z.nullable(
    z.object({
      id: z.string(),
      managementAccountId: z.string(),
      delegatedAdministrators: z.nullable(z.array(z.string())),
      rootCredentialsManagement: z.nullable(z.boolean()),
      rootSessions: z.nullable(z.boolean()),
      serviceControlPolicies: count,
      resourceControlPolicies: count,
    }),
  ),
})

/** Undefined for bytes that are no card of `accountId`: that account then counts as not audited. */
export const parseAccountCard = (bytes: Uint8Array, accountId: string): AccountCard | undefined => {
  try {
    const parsed = cardSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    return parsed.success && parsed.data.account.id === accountId ? parsed.data : undefined
  } catch {
    return undefined
  }
}

export const serialiseAccountCard = (card: AccountCard): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(card)}\n`)
