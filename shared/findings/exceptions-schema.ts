import en from 'zod/v4/locales/en.js'
import * as z from 'zod/mini'
import { LONGEST_EXCEPTION_DAYS } from './exception-end.ts'

// zod/mini has no words of its own.
z.config(en())

const MOST_EXCEPTIONS = 5_000

const meaning = (description: string, example: unknown) => z.meta({ description, examples: [example] })
const words = () => z.string().check(z.trim(), z.minLength(1), z.maxLength(512))

const exceptionSchema = z.strictObject({
  rule: words().check(meaning('The id of the rule.', 'access-key-not-rotated')),
  subject: words().check(
    meaning('A pattern for the ARN, the name or the access key id; not everything (`*`).', 'svc-edi-gateway'),
  ),
  reason: z
    .string()
    .check(
      z.trim(),
      z.minLength(10),
      z.maxLength(1000),
      meaning('Why it is accepted.', 'The partner renews in January.'),
    ),
  owner: words().check(meaning('Who answers for it.', 'edi-team@example.com')),
  expires: z
    .string()
    .check(
      meaning(`The last day (UTC) on which it holds, at most ${LONGEST_EXCEPTION_DAYS} days ahead.`, '2027-01-17'),
    ),
})

/** The form of `exceptions.yaml`; rules, days and repetitions are checked beyond it. */
export const exceptionsSchema = z.strictObject({
  exceptions: z
    .array(exceptionSchema)
    .check(z.maxLength(MOST_EXCEPTIONS), meaning('All five keys of each are required.', [])),
})
export type WrittenException = z.infer<typeof exceptionSchema>
