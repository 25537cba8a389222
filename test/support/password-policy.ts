import type { AccountFacts } from '#shared/facts/account.ts'
import { known } from '#shared/facts/known.ts'
import type { PasswordPolicy } from '#shared/facts/settings.ts'
import { account } from './facts.ts'

/** An account whose password policy meets every rule, but for what a test says. */
export const accountWithPasswordPolicy = (more: Partial<PasswordPolicy> = {}): AccountFacts =>
  account({
    passwordPolicy: known({
      kind: 'password-policy',
      minimumLength: 14,
      requireSymbols: true,
      requireNumbers: true,
      requireUppercase: true,
      requireLowercase: true,
      allowUsersToChange: true,
      maxAgeDays: 90,
      reusePrevention: 24,
      hardExpiry: false,
      ...more,
    }),
  })
