import { awsCommand } from '../command.ts'
import { awsConfig, securityHub } from '../frameworks.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { passwordOf, usersWithKnownPasswordOf } from '../subjects-of.ts'
import { mfaEvidence, mfaOf } from './mfa-words.ts'

export const machineUserWithoutMfa = defineRule({
  id: 'machine-user-without-mfa',
  family: 'passwords-and-mfa',
  title: 'User with access keys only has no MFA',
  severity: 'info',
  frameworks: [...securityHub('IAM.19'), ...awsConfig('iam-user-mfa-enabled')],
  rationale:
    'MFA protects an access key only where policies ask for it, and a machine cannot enter a code. The finding matters to who must meet Security Hub IAM.19; a role in place of the key is the better answer.',
  remediation:
    'Replace the key by a role. If people use the key, give them a device and policies that demand `aws:MultiFactorAuthPresent`.',
  needs: ['credential-report', 'mfa-devices', 'access-keys'],
  subjects: usersWithKnownPasswordOf,
  evaluate(user) {
    if (passwordOf(user).state === 'set') return notApplicable('the user has a console password')
    if (user.accessKeys.state === 'unknown') return unknown(user.accessKeys.reason)
    const active = user.accessKeys.value.filter(({ status }) => status === 'active')
    if (active.length === 0) return notApplicable('the user has no active access key')
    const mfa = mfaOf(user)
    if (mfa.state === 'unknown') return unknown(mfa.reason)
    if (mfa.value) return pass
    return fail(`${user.name} has no console password, an active access key and no MFA device.`, {
      evidence: mfaEvidence(user),
    })
  },
  commands: (user) => [awsCommand('iam list-mfa-devices', { 'user-name': user.name })],
})
