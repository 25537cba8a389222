import en from 'zod/v4/locales/en.js'
import * as z from 'zod/mini'
import { SEVERITIES } from './severity.ts'

// zod/mini has no words of its own.
z.config(en())

const pattern = z.string().check(z.minLength(1), z.maxLength(512))
const parameterValue = z.union([z.number(), z.boolean(), z.array(pattern).check(z.maxLength(10_000))])
const parameters = z.record(z.string(), parameterValue)

/** The meaning of a key and an example: what editors show and docs/configuration.md prints. */
const meaning = (description: string, example: unknown) => z.meta({ description, examples: [example] })

const identityMatch = z.strictObject({
  name: z.optional(pattern.check(meaning("A pattern for the user's or role's name.", 'svc-*'))),
  path: z.optional(pattern.check(meaning('A pattern for its path.', '/service/'))),
  tag: z.optional(
    z
      .strictObject({
        key: pattern.check(meaning("The tag's key.", 'team')),
        value: z.optional(pattern.check(meaning("A pattern for the tag's value; without it any value.", 'platform'))),
      })
      .check(meaning('A tag that it must carry.', { key: 'team', value: 'platform' })),
  ),
})

const identityClass = z.strictObject({
  name: z
    .string()
    .check(
      z.regex(/^[a-z][a-z0-9-]{0,63}$/),
      meaning('Free, but `break-glass` and `canary` are known to rules: idle is right for these.', 'contractor'),
    ),
  match: z
    .array(identityMatch)
    .check(meaning('It belongs to the class when any line fits; all parts of a line must.', [{ name: 'ext-*' }])),
})

const optOutTag = z.strictObject({
  key: z.string().check(z.minLength(1), z.maxLength(128), meaning("The tag's key.", 'credaudit-except')),
  rules: z
    .array(z.string())
    .check(z.minLength(1), meaning('The rules that can be excepted by it, and no others.', ['access-key-not-rotated'])),
})

const ruleSettings = z.strictObject({
  enabled: z.optional(z.boolean().check(meaning('Whether the rule says anything.', false))),
  severity: z.optional(z.enum(SEVERITIES).check(meaning("Instead of the rule's own.", 'high'))),
  parameters: z.optional(parameters.check(meaning("The rule's limits and lists.", { maxAgeDays: 60 }))),
  classes: z.optional(
    z
      .record(z.string(), parameters)
      .check(meaning('Limits for a class of identities, over `parameters`.', { machine: { maxAgeDays: 180 } })),
  ),
})

/** The form of `credaudit.yaml`. Rule ids, parameter names and limits are checked against the rules themselves. */
export const configurationSchema = z.strictObject({
  identityClasses: z.optional(
    z
      .array(identityClass)
      .check(
        meaning(
          'Classes of users and roles with limits of their own; the first that fits counts. Without one, who has a password is a `person`, and who has only keys a `machine`.',
          [{ name: 'contractor', match: [{ path: '/contractors/' }] }],
        ),
      ),
  ),
  knownAccounts: z.optional(
    z
      .array(z.string().check(z.regex(/^\d{12}$/)))
      .check(meaning("Accounts that are ours or trusted, besides the organization's own; quoted.", ['210987654321'])),
  ),
  ownerTags: z.optional(
    z.array(pattern).check(meaning('Tag keys that name an owner; the first that is set wins.', ['Owner', 'Team'])),
  ),
  optOutTag: z.optional(
    optOutTag.check(
      meaning('Lets users and roles except themselves by a tag, which is a finding of its own.', {
        key: 'credaudit-except',
        rules: ['access-key-not-rotated'],
      }),
    ),
  ),
  rules: z.optional(
    z
      .record(z.string(), ruleSettings)
      .check(meaning('Settings by rule id.', { 'access-key-not-rotated': { parameters: { maxAgeDays: 60 } } })),
  ),
})
