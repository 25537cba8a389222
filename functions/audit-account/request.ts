import en from 'zod/v4/locales/en.js'
import * as z from 'zod/mini'
import { isRunName } from '#shared/organization/run-places.ts'

// zod/mini has no words of its own.
z.config(en())

/** 6 MB is Lambda's own limit; a list of ten thousand accounts is 150 KB. */
const accountId = z.string().check(z.regex(/^\d{12}$/, 'an account id has exactly 12 digits'))

const requestSchema = z.strictObject({
  accounts: z.optional(z.array(accountId).check(z.minLength(1), z.maxLength(10_000))),
  rules: z.optional(z.array(z.string().check(z.maxLength(128))).check(z.minLength(1), z.maxLength(500))),
  principals: z.optional(z.array(z.string().check(z.maxLength(2048))).check(z.minLength(1), z.maxLength(1000))),
  notify: z.optional(z.boolean()),
  run: z.optional(
    z.string().check(z.refine(isRunName, 'a run is named by 1 to 80 letters, digits, hyphens and underscores')),
  ),
})

export interface AuditRequest {
  readonly accounts?: readonly string[] | undefined
  readonly rules?: readonly string[] | undefined
  readonly principals?: readonly string[] | undefined
  readonly notify?: boolean | undefined
  /** A run over the organization: what was found and what changed is left for its summary, and only that tells people. */
  readonly run?: string | undefined
}

/** Unknown keys are refused: a mistyped `acounts` must not audit everything. */
export const parseAuditRequest = (event: unknown): AuditRequest => {
  const parsed = requestSchema.safeParse(event ?? {})
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = issue === undefined || issue.path.length === 0 ? 'The payload' : issue.path.join('.')
  throw new Error(
    `${place}: ${issue?.message ?? 'cannot be used'}. It may have accounts, rules and principals (lists), notify (true or false) and run (a name), nothing else.`,
  )
}
