import type { AccountFacts } from '#shared/facts/account.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import { type Known, mapKnown } from '#shared/facts/known.ts'
import type { PasswordPolicy } from '#shared/facts/settings.ts'
import { awsCommand } from '../command.ts'

export interface PolicyInForce extends PasswordPolicy {
  readonly origin: 'account' | 'iam-default'
}

/**
 * What IAM asks for where the account has set nothing (IAM user guide, "Set an account password policy for IAM users"): eight
 * characters, three of the four kinds of characters, no expiry, no memory of earlier passwords. No single kind is required.
 */
const IAM_DEFAULT: PolicyInForce = {
  kind: 'password-policy',
  origin: 'iam-default',
  minimumLength: 8,
  requireSymbols: false,
  requireNumbers: false,
  requireUppercase: false,
  requireLowercase: false,
  allowUsersToChange: false,
  hardExpiry: false,
}

export const passwordPolicyInForce = (account: AccountFacts): Known<readonly PolicyInForce[]> =>
  mapKnown(account.passwordPolicy, (policy) => [policy === 'none' ? IAM_DEFAULT : { ...policy, origin: 'account' }])

/** The sentence's subject; what the default lacks it lacks because nobody has set a policy. */
export const policyWords = ({ origin }: PolicyInForce): string =>
  origin === 'account'
    ? 'The password policy of the account'
    : 'The account has no password policy of its own, and the default of IAM'

export const policyEvidence = (policy: PolicyInForce): Readonly<Record<string, JsonValue>> => ({
  origin: policy.origin,
  minimumLength: policy.minimumLength,
  requireUppercase: policy.requireUppercase,
  requireLowercase: policy.requireLowercase,
  requireNumbers: policy.requireNumbers,
  requireSymbols: policy.requireSymbols,
  maxAgeDays: policy.maxAgeDays ?? null,
  reusePrevention: policy.reusePrevention ?? null,
})

type Change = Partial<Omit<PasswordPolicy, 'kind'>>

/**
 * UpdateAccountPasswordPolicy replaces the whole policy: what a call leaves out goes back to its default (IAM API reference).
 * So the command repeats what is in force, and a policy made for the first time gets all that these rules ask for.
 */
export const updatePolicyCommand = (policy: PolicyInForce, change: Change): string => {
  const base: PasswordPolicy =
    policy.origin === 'account'
      ? policy
      : {
          ...policy,
          minimumLength: 14,
          requireSymbols: true,
          requireNumbers: true,
          requireUppercase: true,
          requireLowercase: true,
          allowUsersToChange: true,
          reusePrevention: 24,
        }
  const wanted: PasswordPolicy = { ...base, ...change }
  return awsCommand('iam update-account-password-policy', {
    'minimum-password-length': String(wanted.minimumLength),
    ...(wanted.requireUppercase && { 'require-uppercase-characters': true }),
    ...(wanted.requireLowercase && { 'require-lowercase-characters': true }),
    ...(wanted.requireNumbers && { 'require-numbers': true }),
    ...(wanted.requireSymbols && { 'require-symbols': true }),
    ...(wanted.allowUsersToChange && { 'allow-users-to-change-password': true }),
    ...(wanted.reusePrevention !== undefined && { 'password-reuse-prevention': String(wanted.reusePrevention) }),
    ...(wanted.maxAgeDays !== undefined && { 'max-password-age': String(wanted.maxAgeDays) }),
    ...(wanted.hardExpiry && { 'hard-expiry': true }),
  })
}

export const missingClassWords = ({ origin }: PolicyInForce, what: string): string =>
  origin === 'account'
    ? `The password policy of the account does not ask for ${what}.`
    : `The account has no password policy of its own, and the default of IAM asks for any three of four kinds of characters, so that ${what} may be left out.`
