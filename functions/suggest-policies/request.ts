import * as z from 'zod/mini'
import en from 'zod/v4/locales/en.js'

// zod/mini has no words of its own.
z.config(en())

const accountId = z.string().check(z.regex(/^\d{12}$/, 'an account id has exactly 12 digits'))

const requestSchema = z.strictObject({
  accounts: z.optional(z.array(accountId).check(z.minLength(1), z.maxLength(10_000))),
  principals: z.optional(z.array(z.string().check(z.maxLength(2048))).check(z.minLength(1), z.maxLength(1000))),
  notify: z.optional(z.boolean()),
  acceptGaps: z.optional(z.boolean()),
})

export interface SuggestRequest {
  readonly accounts?: readonly string[] | undefined
  readonly principals?: readonly string[] | undefined
  readonly notify?: boolean | undefined
  /** Suggest in spite of days on which the log did not run. */
  readonly acceptGaps?: boolean | undefined
}

/** Unknown keys are refused: a mistyped `principal` must not suggest for everybody. */
export const parseSuggestRequest = (event: unknown): SuggestRequest => {
  const parsed = requestSchema.safeParse(event ?? {})
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = issue === undefined || issue.path.length === 0 ? 'The payload' : issue.path.join('.')
  throw new Error(
    `${place}: ${issue?.message ?? 'cannot be used'}. It may have accounts and principals (lists), notify and acceptGaps (true or false), nothing else.`,
  )
}
