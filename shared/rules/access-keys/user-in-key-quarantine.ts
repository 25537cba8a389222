import type { User } from '#shared/facts/principal.ts'
import { knownOr } from '#shared/facts/known.ts'
import { awsManagedPolicyName } from '../aws-managed-policy.ts'
import { awsCommand } from '../command.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { activeKeysOf } from './active-keys-of.ts'
import { deactivateKeyCommands, keyName, keysEvidence } from './key-words.ts'

/** V1 has no ending, later versions are numbered: AWSCompromisedKeyQuarantineV2, …V3. */
const QUARANTINE = /^AWSCompromisedKeyQuarantine(V\d+)?$/

const quarantinePoliciesOf = (user: User) =>
  user.grants.state === 'known'
    ? user.grants.value.attachedPolicies.filter(({ arn }) => QUARANTINE.test(awsManagedPolicyName(arn) ?? ''))
    : []

const keysWords = (user: User): string => {
  const active = activeKeysOf(user)
  if (active.state === 'unknown') return 'which of its keys are active is not known'
  if (active.value.length === 0) return 'it has no active key left'
  return `still active: ${active.value.map(keyName).join(', ')}`
}

export const userInKeyQuarantine = defineRule({
  id: 'user-in-key-quarantine',
  family: 'access-keys',
  title: 'AWS has put a user in quarantine because its access key leaked',
  severity: 'critical',
  frameworks: [],
  rationale:
    'AWS attaches this policy by itself when it has found the key in public. The policy denies only what thieves do most often; everything else still works for whoever has the key.',
  remediation:
    'Treat the key as stolen: deactivate it now, read what it did in CloudTrail, replace it if it is needed, and delete it. Detach the policy only when no leaked key is left, and answer the support case of AWS.',
  needs: ['account-authorization-details'],
  subjects: (account) => account.users,
  evaluate(user) {
    if (user.grants.state === 'unknown') return unknown(user.grants.reason)
    const [found] = quarantinePoliciesOf(user)
    if (found === undefined) return pass
    return fail(
      `${user.name} carries ${found.name}: AWS has found an access key of this user in public; ${keysWords(user)}.`,
      { evidence: { policyArn: found.arn, ...keysEvidence(knownOr(user.accessKeys, [])) } },
    )
  },
  commands: (user) => [
    ...knownOr(activeKeysOf(user), []).flatMap(deactivateKeyCommands),
    ...quarantinePoliciesOf(user).map(({ arn }) =>
      awsCommand('iam detach-user-policy', { 'user-name': user.name, 'policy-arn': arn }),
    ),
  ],
})
