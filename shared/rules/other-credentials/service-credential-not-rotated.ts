import { daysBetween, isOlderThan, isoDate } from '#shared/facts/instant.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { serviceSpecificCredentialsOf } from '../subjects-of.ts'
import {
  resetServiceCredential,
  serviceCredentialEvidence,
  serviceCredentialLabel,
} from './service-credential-words.ts'

export const serviceCredentialNotRotated = defineRule({
  id: 'service-credential-not-rotated',
  family: 'other-credentials',
  title: 'Active service-specific credential is older than the rotation limit',
  severity: 'medium',
  frameworks: [],
  rationale:
    'The credential report does not list these credentials, so that they outlive every rotation of access keys.',
  remediation:
    'Make a second credential, move the application to it, deactivate this one, and delete it. A reset gives a new secret at once and breaks what still uses the old one.',
  needs: ['service-specific-credentials'],
  parameters: { maxAgeDays: days(90, 'Days after which an active credential must have been replaced.') },
  subjects: serviceSpecificCredentialsOf,
  evaluate(credential, { now, parameters: { maxAgeDays } }) {
    if (credential.status !== 'active') return notApplicable(`the credential is ${credential.status}`)
    if (credential.createdAt.state === 'unknown') return unknown(credential.createdAt.reason)
    const createdAt = credential.createdAt.value
    if (!isOlderThan(createdAt, maxAgeDays, now)) return pass
    return fail(
      `${serviceCredentialLabel(credential)} is ${daysBetween(createdAt, now)} days old (made ${isoDate(createdAt)}); the limit is ${maxAgeDays} days.`,
      { since: createdAt, evidence: serviceCredentialEvidence(credential) },
    )
  },
  commands: (credential) => [resetServiceCredential(credential)],
})
