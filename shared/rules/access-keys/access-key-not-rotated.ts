import { daysBetween, isOlderThan, isoDate } from '#shared/facts/instant.ts'
import { awsCommand } from '../command.ts'
import { awsConfig, cis, securityHub } from '../frameworks.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { accessKeysOf } from '../subjects-of.ts'
import { deactivateKeyCommands, keyEvidence, keyLabel } from './key-words.ts'

export const accessKeyNotRotated = defineRule({
  id: 'access-key-not-rotated',
  family: 'access-keys',
  title: 'Active access key is older than the rotation limit',
  severity: 'medium',
  frameworks: [
    ...cis('1.14', { v50: '1.13', v60: '2.13', v70: '2.12' }),
    ...securityHub('IAM.3'),
    ...awsConfig('access-keys-rotated'),
  ],
  rationale:
    'A key that has leaked works until somebody replaces it; a key that is replaced regularly stops working for the thief too.',
  remediation:
    'Make a second key, move the workload to it, watch that the old one is no longer used, deactivate it, and delete it some days later. Where a role can do the work, use the role.',
  needs: ['credential-report', 'access-keys'],
  parameters: { maxAgeDays: days(90, 'Days after which an active key must have been replaced.') },
  subjects: accessKeysOf,
  evaluate(key, { now, identityClass, parameters: { maxAgeDays } }) {
    if (key.status === 'inactive') return notApplicable('the key is inactive')
    if (identityClass === 'canary') return notApplicable('a canary key serves nobody')
    if (key.createdAt.state === 'unknown') return unknown(key.createdAt.reason)
    const createdAt = key.createdAt.value
    if (!isOlderThan(createdAt, maxAgeDays, now)) return pass
    return fail(
      `${keyLabel(key)} is ${daysBetween(createdAt, now)} days old (made ${isoDate(createdAt)}); the limit is ${maxAgeDays} days.`,
      { since: createdAt, evidence: keyEvidence(key) },
    )
  },
  commands: (key) => [
    awsCommand('iam create-access-key', { 'user-name': key.owner.name }),
    ...deactivateKeyCommands(key),
  ],
})
