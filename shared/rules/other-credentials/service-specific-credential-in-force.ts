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

const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['codecommit', 'git-remote-codecommit signs with a role'],
  ['cassandra', 'the SigV4 authentication plugin of the Cassandra driver signs with a role'],
  ['logs', 'the API of CloudWatch Logs can be called with a role'],
])

export const serviceSpecificCredentialInForce = defineRule({
  id: 'service-specific-credential-in-force',
  yieldsTo: ['service-credential-never-expires', 'service-credential-not-rotated'],
  family: 'other-credentials',
  title: 'User has a password or API key for one service',
  severity: 'low',
  frameworks: [],
  rationale:
    'Such a credential stands in no credential report, knows no MFA, and IAM does not say when it was last used. Each service has a way to do without.',
  remediation: 'Let the application use a role, then deactivate the credential, and delete it some days later.',
  needs: ['service-specific-credentials'],
  subjects: serviceSpecificCredentialsOf,
  evaluate(credential) {
    const service = serviceOf(credential)
    if (service === 'bedrock') return notApplicable('Bedrock keys have a rule of their own')
    if (credential.status !== 'active') return pass
    return fail(
      `${serviceCredentialLabel(credential)} is active; ${INSTEAD.get(service) ?? 'a role may do instead'}.`,
      {
        ...sinceMade(credential),
        evidence: serviceCredentialEvidence(credential),
      },
    )
  },
  commands: (credential) => [deactivateServiceCredential(credential)],
})
