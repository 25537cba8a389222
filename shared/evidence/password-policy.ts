import * as z from 'zod/mini'
import { isJsonObject, ownProperty } from '#shared/facts/json.ts'
import type { PasswordPolicy } from '#shared/facts/settings.ts'
import { EvidenceError } from './evidence-error.ts'
import type { EvidenceFile } from './evidence-file.ts'
import { answersOf } from './json-values.ts'
import { type Parsed, startReading } from './reading.ts'

const flag = z.optional(z.boolean())
const count = z.nullish(z.number())
const policy = z.object({
  MinimumPasswordLength: z.number(),
  RequireSymbols: flag,
  RequireNumbers: flag,
  RequireUppercaseCharacters: flag,
  RequireLowercaseCharacters: flag,
  AllowUsersToChangePassword: flag,
  ExpirePasswords: flag,
  MaxPasswordAge: count,
  PasswordReusePrevention: count,
  HardExpiry: z.nullish(z.boolean()),
})

const policyOf = (read: z.output<typeof policy>): PasswordPolicy => ({
  kind: 'password-policy',
  minimumLength: read.MinimumPasswordLength,
  requireSymbols: read.RequireSymbols ?? false,
  requireNumbers: read.RequireNumbers ?? false,
  requireUppercase: read.RequireUppercaseCharacters ?? false,
  requireLowercase: read.RequireLowercaseCharacters ?? false,
  allowUsersToChange: read.AllowUsersToChangePassword ?? false,
  // AWS leaves both out when they are off; 0 is what some programs write instead.
  ...(read.MaxPasswordAge && read.ExpirePasswords !== false && { maxAgeDays: read.MaxPasswordAge }),
  ...(read.PasswordReusePrevention && { reusePrevention: read.PasswordReusePrevention }),
  hardExpiry: read.HardExpiry ?? false,
})

/** GetAccountPasswordPolicy; `{ "PasswordPolicy": null }` says that the account has none and IAM's default applies. */
export const parsePasswordPolicy = (file: EvidenceFile, now: Date): Parsed<PasswordPolicy | 'none'> => {
  const { problems } = startReading('account-password-policy', file, now)
  const [answer] = answersOf(file)
  const value = isJsonObject(answer) ? ownProperty(answer, 'PasswordPolicy') : undefined
  if (value === null) return { facts: 'none', problems }
  const parsed = z.safeParse(policy, value)
  if (parsed.success) return { facts: policyOf(parsed.data), problems }
  throw new EvidenceError(
    `${file.name} has no PasswordPolicy as AWS writes it; fetch it again with: aws iam get-account-password-policy.`,
  )
}
