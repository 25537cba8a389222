import type { AccountFacts } from '#shared/facts/account.ts'
import type { ServiceSpecificCredential } from '#shared/facts/credential.ts'
import type { User } from '#shared/facts/principal.ts'
import { expandActionPattern } from '#shared/catalogue/expand-action-pattern.ts'
import { canChangePermissions } from '#shared/permissions/administrator.ts'
import { effectivePermissionsOf, scopeOf } from '#shared/permissions/effective-permissions.ts'
import { powerOf } from '#shared/permissions/power-of.ts'
import { accountIndexOf } from '#shared/permissions/account-index.ts'
import { awsCommand } from '../command.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { serviceSpecificCredentialsOf } from '../subjects-of.ts'
import { serviceCredentialEvidence, serviceCredentialLabel, serviceOf, sinceMade } from './service-credential-words.ts'

type Excess =
  { readonly state: 'unknown'; readonly reason: string } | { readonly state: 'known'; readonly words?: string }

const ownerOf = ({ owner }: ServiceSpecificCredential, account: AccountFacts): User | undefined => {
  const principal = accountIndexOf(account).principals.get(owner.arn)
  return principal?.kind === 'user' ? principal : undefined
}

const POWER_WORDS: ReadonlyMap<string, string> = new Map([
  ['administrator', 'is an administrator'],
  ['escalates', 'can make itself an administrator'],
])

const excessOf = (user: User, account: AccountFacts): Excess => {
  const permissions = effectivePermissionsOf(user, account)
  if (permissions.state === 'unknown') return permissions
  const power = POWER_WORDS.get(powerOf(user.arn, account))
  if (power !== undefined) return { state: 'known', words: power }
  if (canChangePermissions(permissions.value).length > 0) return { state: 'known', words: 'can change permissions' }
  const bedrock = expandActionPattern('bedrock:*')
  if (bedrock.length > 0 && bedrock.every((action) => scopeOf(permissions.value, action).reach !== 'none')) {
    return { state: 'known', words: 'may do everything in Amazon Bedrock' }
  }
  const [reason] = permissions.value.missing
  return reason === undefined ? { state: 'known' } : { state: 'unknown', reason }
}

export const bedrockApiKeyOverPrivilegedUser = defineRule({
  id: 'bedrock-api-key-over-privileged-user',
  family: 'other-credentials',
  title: 'User of a Bedrock API key may do far more than run models',
  severity: 'high',
  frameworks: [],
  rationale:
    'The key acts with the permissions of its user: with everything in Bedrock a thief switches the logging off, deletes guardrails and buys capacity. And a user that also has power over permissions turns any further credential on it into the account.',
  remediation:
    'Give the user no more than to invoke the models that the application needs, or give the application a role and delete the user.',
  needs: ['service-specific-credentials', 'account-authorization-details'],
  subjects: serviceSpecificCredentialsOf,
  evaluate(credential, { account }) {
    if (serviceOf(credential) !== 'bedrock') return notApplicable('not a credential of Amazon Bedrock')
    if (credential.status !== 'active') return notApplicable(`the key is ${credential.status}`)
    const user = ownerOf(credential, account)
    if (user === undefined) return unknown('the user that owns the key is not in the evidence')
    const excess = excessOf(user, account)
    if (excess.state === 'unknown') return unknown(excess.reason)
    if (excess.words === undefined) return pass
    return fail(`${serviceCredentialLabel(credential)} is an API key of a user that ${excess.words}.`, {
      ...sinceMade(credential),
      evidence: { ...serviceCredentialEvidence(credential), userPower: powerOf(user.arn, account) },
    })
  },
  commands: ({ owner }) => [
    awsCommand('iam list-attached-user-policies', { 'user-name': owner.name }),
    awsCommand('iam list-groups-for-user', { 'user-name': owner.name }),
  ],
})
