import { fail, notApplicable, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { serviceSpecificCredentialsOf } from '../subjects-of.ts'
import {
  deactivateServiceCredential,
  serviceCredentialEvidence,
  serviceCredentialLabel,
  serviceOf,
  sinceMade,
} from './service-credential-words.ts'

/** Passwords that IAM cannot give an end (IAM API reference, CreateServiceSpecificCredential): their age is judged instead. */
const WITHOUT_EXPIRY: ReadonlySet<string> = new Set(['codecommit', 'cassandra'])

export const serviceCredentialNeverExpires = defineRule({
  id: 'service-credential-never-expires',
  family: 'other-credentials',
  title: 'Service API key never expires',
  severity: 'high',
  frameworks: [],
  rationale:
    'IAM shows an expiry date only where one was asked for at creation. A key without one works for ever, in no report and under no rotation.',
  remediation:
    'Make a new key with an expiry date, or better use a role; move the application, deactivate this key, and delete it.',
  needs: ['service-specific-credentials'],
  subjects: serviceSpecificCredentialsOf,
  evaluate(credential) {
    if (WITHOUT_EXPIRY.has(serviceOf(credential))) return notApplicable('credentials of this service cannot expire')
    if (credential.status !== 'active') return notApplicable(`the key is ${credential.status}`)
    if (credential.expiresAt !== 'never') return pass
    return fail(`${serviceCredentialLabel(credential)} never expires.`, {
      ...sinceMade(credential),
      evidence: serviceCredentialEvidence(credential),
    })
  },
  commands: (credential) => [deactivateServiceCredential(credential)],
})
