import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager'
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { GetParameterCommand } from '@aws-sdk/client-ssm'
import type { SSMClient } from '@aws-sdk/client-ssm'
import { AwsCallError, failureOf } from './failure.ts'

export const actions = ['secretsmanager:GetSecretValue', 'ssm:GetParameter', 'kms:Decrypt']

export interface SecretClients {
  readonly secretsManager: () => SecretsManagerClient
  readonly ssm: () => SSMClient
}

const valueOf = async (place: string, { secretsManager, ssm }: SecretClients): Promise<string | undefined> => {
  const parameter = /^(?:ssm:)?(\/.+)$/.exec(place)?.[1]
  if (parameter === undefined) {
    return (await secretsManager().send(new GetSecretValueCommand({ SecretId: place }))).SecretString
  }
  return (await ssm().send(new GetParameterCommand({ Name: parameter, WithDecryption: true }))).Parameter?.Value
}

/** A name that begins with a slash is a parameter of Systems Manager, any other a secret of Secrets Manager. */
export const readSecret = async (place: string, clients: SecretClients): Promise<string> => {
  const value = await valueOf(place, clients).catch((error: unknown) => {
    const failure = failureOf(error)
    throw new AwsCallError(failure, `The secret ${place} could not be read (${failure.code}): ${failure.reason}`)
  })
  if (value === undefined || value === '') {
    const failure = { code: 'EmptySecret', reason: `The secret ${place} has no text in it.` }
    throw new AwsCallError(
      failure,
      `${failure.reason} Store the webhook's address, or a bot's token and channel as JSON.`,
    )
  }
  return value
}
