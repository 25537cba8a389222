import type { ServiceSpecificCredential } from '#shared/facts/credential.ts'
import { DAY_MS, daysBetween, isoDate } from '#shared/facts/instant.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { count } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { serviceSpecificCredentialsOf } from '../subjects-of.ts'
import {
  deactivateServiceCredential,
  serviceCredentialEvidence,
  serviceCredentialLabel,
  serviceOf,
  sinceMade,
} from './service-credential-words.ts'

const PRACTICALLY_NEVER_DAYS = 3_650

/** IAM takes up to 36,600 days: an end that far away is none. */
const isPracticallyNever = (expiresAt: Date | 'never', now: Date): boolean =>
  expiresAt !== 'never' && daysBetween(now, expiresAt) > PRACTICALLY_NEVER_DAYS

const endWords = ({ expiresAt }: ServiceSpecificCredential): string =>
  expiresAt === 'never' ? 'never expires' : `lives until ${isoDate(expiresAt)}`

export const bedrockLongTermApiKey = defineRule({
  id: 'bedrock-long-term-api-key',
  yieldsTo: ['service-credential-never-expires'],
  family: 'other-credentials',
  title: 'Long-term API key of Amazon Bedrock is in force',
  severity: 'medium',
  frameworks: [],
  rationale:
    'A long-term Bedrock key is one string that runs models on your bill for whoever finds it. Short-term keys end within twelve hours and come from a role.',
  remediation:
    'Let the application use a role, or short-term keys made from one; then deactivate the key, and delete it some days later.',
  needs: ['service-specific-credentials'],
  parameters: {
    maxLifetimeDays: count(0, 'Days for which a long-term key may be made, for trying things out; 0 accepts none.', {
      max: 3650,
    }),
  },
  subjects: serviceSpecificCredentialsOf,
  evaluate(credential, { now, parameters: { maxLifetimeDays } }) {
    if (serviceOf(credential) !== 'bedrock') return notApplicable('not a credential of Amazon Bedrock')
    if (credential.status !== 'active') return notApplicable(`the key is ${credential.status}`)
    const { expiresAt, createdAt } = credential
    if (expiresAt !== 'never' && maxLifetimeDays > 0) {
      if (createdAt.state === 'unknown') return unknown(createdAt.reason)
      if (expiresAt.getTime() - createdAt.value.getTime() <= maxLifetimeDays * DAY_MS) return pass
    }
    const limit = maxLifetimeDays > 0 ? `; the limit is ${maxLifetimeDays} days` : ''
    return fail(`${serviceCredentialLabel(credential)} is a long-term key that ${endWords(credential)}${limit}.`, {
      ...sinceMade(credential),
      ...(isPracticallyNever(expiresAt, now) ? { severity: 'high' as const } : {}),
      evidence: serviceCredentialEvidence(credential),
    })
  },
  commands: (credential) => [deactivateServiceCredential(credential)],
})
