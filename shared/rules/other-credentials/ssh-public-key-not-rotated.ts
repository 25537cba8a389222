import { daysBetween, isOlderThan, isoDate } from '#shared/facts/instant.ts'
import { awsCommand } from '../command.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { sshPublicKeysOf } from '../subjects-of.ts'

export const sshPublicKeyNotRotated = defineRule({
  id: 'ssh-public-key-not-rotated',
  family: 'other-credentials',
  title: 'SSH public key for CodeCommit is older than the rotation limit',
  severity: 'low',
  frameworks: [],
  rationale:
    'Who holds the private half reads and writes repositories as the user, from anywhere and without MFA. IAM does not record the use of SSH keys, so that only age tells an old one.',
  remediation:
    'Upload a new key, or use git-remote-codecommit with a role, then deactivate this one, and delete it some days later.',
  needs: ['ssh-public-keys'],
  parameters: { maxAgeDays: days(180, 'Days after which an active SSH public key must have been replaced.') },
  subjects: sshPublicKeysOf,
  evaluate(key, { now, parameters: { maxAgeDays } }) {
    if (key.status === 'inactive') return notApplicable('the key is inactive')
    if (key.uploadedAt.state === 'unknown') return unknown(key.uploadedAt.reason)
    const uploadedAt = key.uploadedAt.value
    if (!isOlderThan(uploadedAt, maxAgeDays, now)) return pass
    return fail(
      `SSH public key ${key.keyId} of ${key.owner.name} is ${daysBetween(uploadedAt, now)} days old (uploaded ${isoDate(uploadedAt)}); the limit is ${maxAgeDays} days.`,
      { since: uploadedAt, evidence: { keyId: key.keyId, status: key.status, uploadedAt: uploadedAt.toISOString() } },
    )
  },
  commands: (key) => [
    awsCommand('iam update-ssh-public-key', {
      'user-name': key.owner.name,
      'ssh-public-key-id': key.keyId,
      status: 'Inactive',
    }),
  ],
})
