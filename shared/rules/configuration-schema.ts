import en from 'zod/v4/locales/en.js'
import * as z from 'zod/mini'
import { SEVERITIES } from './severity.ts'

// zod/mini has no words of its own.
z.config(en())

const pattern = z.string().check(z.minLength(1), z.maxLength(512))
const parameterValue = z.union([z.number(), z.boolean(), z.array(pattern).check(z.maxLength(10_000))])
const parameters = z.record(z.string(), parameterValue)

/** The form of `credaudit.yaml`. Rule ids, parameter names and limits are checked against the rules themselves. */
export const configurationSchema = z.strictObject({
  identityClasses: z.optional(
    z.array(
      z.strictObject({
        name: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/)),
        match: z.array(
          z.strictObject({
            name: z.optional(pattern),
            path: z.optional(pattern),
            tag: z.optional(z.strictObject({ key: pattern, value: z.optional(pattern) })),
          }),
        ),
      }),
    ),
  ),
  knownAccounts: z.optional(z.array(z.string().check(z.regex(/^\d{12}$/)))),
  ownerTags: z.optional(z.array(pattern)),
  optOutTag: z.optional(
    z.strictObject({
      key: z.string().check(z.minLength(1), z.maxLength(128)),
      rules: z.array(z.string()).check(z.minLength(1)),
    }),
  ),
  rules: z.optional(
    z.record(
      z.string(),
      z.strictObject({
        enabled: z.optional(z.boolean()),
        severity: z.optional(z.enum(SEVERITIES)),
        parameters: z.optional(parameters),
        classes: z.optional(z.record(z.string(), parameters)),
      }),
    ),
  ),
})
