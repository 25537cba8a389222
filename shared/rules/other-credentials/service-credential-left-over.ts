import { daysBetween, isOlderThan, isoDate } from '#shared/facts/instant.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { serviceSpecificCredentialsOf } from '../subjects-of.ts'
import {
  deleteServiceCredential,
  serviceCredentialEvidence,
  serviceCredentialLabel,
} from './service-credential-words.ts'

export const serviceCredentialLeftOver = defineRule({
  id: 'service-credential-left-over',
  family: 'other-credentials',
  title: 'Expired or inactive service-specific credential was never deleted',
  severity: 'low',
  frameworks: [],
  rationale:
    'An inactive credential can be switched on again with the old secret, and each takes one of the two places that a user has for a service.',
  remediation: 'Delete the credential.',
  needs: ['service-specific-credentials'],
  parameters: { maxInactiveDays: days(90, 'Days since it was made that an inactive credential may be kept.') },
  subjects: serviceSpecificCredentialsOf,
  evaluate(credential, { now, parameters: { maxInactiveDays } }) {
    const { expiresAt, createdAt, status } = credential
    const evidence = serviceCredentialEvidence(credential)
    if (expiresAt !== 'never' && isOlderThan(expiresAt, 0, now)) {
      const message = `${serviceCredentialLabel(credential)} expired on ${isoDate(expiresAt)} and is still there.`
      return fail(message, { since: expiresAt, evidence })
    }
    if (status === 'expired')
      return fail(`${serviceCredentialLabel(credential)} has expired and is still there.`, { evidence })
    if (status === 'active') return notApplicable('the credential is active')
    if (createdAt.state === 'unknown') return unknown(createdAt.reason)
    if (!isOlderThan(createdAt.value, maxInactiveDays, now)) return pass
    return fail(
      `${serviceCredentialLabel(credential)} is inactive and still there, ${daysBetween(createdAt.value, now)} days after it was made; the limit is ${maxInactiveDays} days.`,
      { since: createdAt.value, evidence },
    )
  },
  commands: (credential) => [deleteServiceCredential(credential)],
})
