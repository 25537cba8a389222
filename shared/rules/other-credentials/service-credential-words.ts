import type { ServiceSpecificCredential } from '#shared/facts/credential.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import { knownOr } from '#shared/facts/known.ts'
import { awsCommand } from '../command.ts'

/** `bedrock` out of `bedrock.amazonaws.com`. */
export const serviceOf = ({ serviceName }: ServiceSpecificCredential): string =>
  serviceName.split('.', 1)[0] ?? serviceName

const NAMES: ReadonlyMap<string, string> = new Map([
  ['bedrock', 'Bedrock API key'],
  ['logs', 'CloudWatch Logs API key'],
  ['codecommit', 'CodeCommit password'],
  ['cassandra', 'Keyspaces password'],
])

export const serviceCredentialLabel = (credential: ServiceSpecificCredential): string =>
  `${NAMES.get(serviceOf(credential)) ?? `Credential for ${credential.serviceName}`} ${credential.credentialId} of ${credential.owner.name}`

export const serviceCredentialEvidence = (
  credential: ServiceSpecificCredential,
): Readonly<Record<string, JsonValue>> => ({
  serviceName: credential.serviceName,
  status: credential.status,
  createdAt: knownOr(credential.createdAt, undefined)?.toISOString() ?? null,
  expiresAt: credential.expiresAt === 'never' ? 'never' : credential.expiresAt.toISOString(),
})

/** Since it was made, where that is known. */
export const sinceMade = (credential: ServiceSpecificCredential): { readonly since?: Date } => {
  const createdAt = knownOr(credential.createdAt, undefined)
  return createdAt ? { since: createdAt } : {}
}

const target = ({ owner, credentialId }: ServiceSpecificCredential) => ({
  'user-name': owner.name,
  'service-specific-credential-id': credentialId,
})

export const deactivateServiceCredential = (credential: ServiceSpecificCredential): string =>
  awsCommand('iam update-service-specific-credential', { ...target(credential), status: 'Inactive' })

export const deleteServiceCredential = (credential: ServiceSpecificCredential): string =>
  awsCommand('iam delete-service-specific-credential', target(credential))

export const resetServiceCredential = (credential: ServiceSpecificCredential): string =>
  awsCommand('iam reset-service-specific-credential', target(credential))
