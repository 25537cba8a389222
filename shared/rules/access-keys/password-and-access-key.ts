import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { usersWithKnownPasswordOf } from '../subjects-of.ts'
import { activeKeysOf } from './active-keys-of.ts'
import { keyName, keysEvidence, lastUseCommands } from './key-words.ts'

export const passwordAndAccessKey = defineRule({
  id: 'password-and-access-key',
  family: 'access-keys',
  title: 'User has a console password and an active access key',
  severity: 'low',
  frameworks: [],
  rationale:
    'The key gives all that the person may do, without the second factor that the password asks for, and it lies on a laptop in plain text. If the identity is a machine, it needs no password.',
  remediation:
    'People get temporary keys for the command line from `aws login` or IAM Identity Center; then delete the key. For a machine delete the password instead.',
  needs: ['credential-report', 'access-keys'],
  subjects: usersWithKnownPasswordOf,
  evaluate(user) {
    if (user.password.state === 'unknown') return unknown(user.password.reason)
    if (user.password.value.state === 'none') return notApplicable('the user has no console password')
    const active = activeKeysOf(user)
    if (active.state === 'unknown') return unknown(active.reason)
    if (active.value.length === 0) return pass
    return fail(
      `${user.name} signs in with a password and holds ${active.value.length === 1 ? 'active access key' : 'active access keys'} ${active.value.map(keyName).join(' and ')} as well.`,
      { evidence: keysEvidence(active.value) },
    )
  },
  commands: (user) => {
    const active = activeKeysOf(user)
    return active.state === 'known' ? active.value.flatMap(lastUseCommands) : []
  },
})
