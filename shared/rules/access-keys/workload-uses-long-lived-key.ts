import { isOlderThan } from '#shared/facts/instant.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import { meantToBeIdle, observedUntil } from '../idleness.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { accessKeysOf } from '../subjects-of.ts'
import { keyEvidence, keyLabel, lastUseCommands, lastUseWords } from './key-words.ts'
import { roleAdviceFor } from './role-instead-of-key.ts'

export const workloadUsesLongLivedKey = defineRule({
  id: 'workload-uses-long-lived-key',
  yieldsTo: ['access-key-where-role-belongs'],
  family: 'access-keys',
  title: 'Workload uses a long-lived access key where a role would do',
  severity: 'medium',
  frameworks: [],
  rationale:
    'A role gives keys that expire within hours and that nobody has to store, rotate or lose. A long-lived key in a workload ends up in images, backups and repositories.',
  remediation:
    'Give the workload a role with the permissions that it uses: on AWS the role of the instance, task, function or pod; in a pipeline a role through OIDC; on own machines IAM Roles Anywhere. Then deactivate the key, and delete it after some days of quiet.',
  needs: ['credential-report', 'access-keys', 'access-key-last-used'],
  parameters: { recentDays: days(45, 'Days within which a key counts as in use.') },
  subjects: accessKeysOf,
  evaluate(key, { now, account, identityClass, parameters: { recentDays } }) {
    if (key.status === 'inactive') return notApplicable('the key is inactive')
    const idleOnPurpose = meantToBeIdle(identityClass)
    if (idleOnPurpose) return idleOnPurpose
    if (identityClass === undefined) return unknown('whether the owner has a console password is not known')
    if (identityClass === 'person') return notApplicable('the owner is a person')
    if (key.lastUsed.state === 'unknown') return unknown(key.lastUsed.reason)
    if (key.lastUsed.state === 'never-or-not-tracked') return pass
    if (isOlderThan(key.lastUsed.at, recentDays, observedUntil(account, now))) return pass
    const advice = roleAdviceFor(key.owner.name, key.lastUsed.service)
    const evidence: Readonly<Record<string, JsonValue>> = {
      ...keyEvidence(key),
      service: key.lastUsed.service ?? null,
      region: key.lastUsed.region ?? null,
      advice,
    }
    return fail(`${keyLabel(key)} serves a workload (${lastUseWords(key.lastUsed)}). Instead of it: ${advice}.`, {
      ...(key.createdAt.state === 'known' ? { since: key.createdAt.value } : {}),
      evidence,
    })
  },
  commands: lastUseCommands,
})
