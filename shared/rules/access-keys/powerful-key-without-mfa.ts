import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { activeKeysOf } from './active-keys-of.ts'
import { lastUseCommands, keyName, keysEvidence } from './key-words.ts'
import { type KeyPower, keyPowerOf } from './key-power.ts'

type Open = Extract<KeyPower, { state: 'without-mfa' }>

const LISTED = 3

const powerWords = ({ administrator, actions }: Open): string => {
  if (administrator) return 'an administrator'
  const more = actions.length > LISTED ? ` and ${actions.length - LISTED} more` : ''
  return `able to change or gain permissions (${actions.slice(0, LISTED).join(', ')}${more})`
}

export const powerfulKeyWithoutMfa = defineRule({
  id: 'powerful-key-without-mfa',
  family: 'access-keys',
  title: 'Access key of a powerful user works without MFA',
  severity: 'high',
  frameworks: [],
  rationale:
    'MFA at the console does not protect a key. Unless a policy demands `aws:MultiFactorAuthPresent`, whoever copies the key has all of its power; and a Deny that tests it with `Bool` instead of `BoolIfExists` does not reach requests that are signed with a key.',
  remediation:
    'Give the power to a role that asks for MFA, leave the user the right to assume it and nothing more; or delete the key. A Deny must use `BoolIfExists` with `aws:MultiFactorAuthPresent` `false`.',
  needs: ['credential-report', 'access-keys', 'account-authorization-details'],
  subjects: (account) => account.users,
  evaluate(user, { account }) {
    const active = activeKeysOf(user)
    if (active.state === 'unknown') return unknown(active.reason)
    if (active.value.length === 0) return notApplicable('the user has no active access key')
    const power = keyPowerOf(user, account)
    if (power.state === 'unknown') return unknown(power.reason)
    if (power.state === 'none') return notApplicable('the user has no power over permissions')
    if (power.state === 'mfa-required') return pass
    const names = active.value.map(keyName).join(' and ')
    const keys = active.value.length === 1 ? `access key ${names} gives` : `access keys ${names} give`
    const limit = power.dependsOn.length > 0 ? `, where ${power.dependsOn.join(' and ')} allows` : ''
    return fail(`${user.name} is ${powerWords(power)}, and ${keys} that power without MFA${limit}.`, {
      ...(power.dependsOn.length > 0 ? { severity: 'medium' as const } : {}),
      evidence: { ...keysEvidence(active.value), actions: power.actions, otherConditions: power.dependsOn },
    })
  },
  commands: (user) => {
    const active = activeKeysOf(user)
    return active.state === 'known' ? active.value.flatMap(lastUseCommands) : []
  },
})
