import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SSMClient } from '@aws-sdk/client-ssm'
import { clientConfigurationOf } from '#shared/clients/audit-clients.ts'
import { systemClock } from '#shared/clients/clock.ts'
import { readSecret } from '#shared/clients/secret.ts'
import { parseSlackSecret } from '#shared/clients/slack-secret.ts'
import { postToSlack, type SlackTarget } from '#shared/clients/slack.ts'
import type { DoctorCheck } from '#shared/reports/doctor-document.ts'
import { credentialsFrom, type CredentialOptions, regionFrom } from '../live-account.ts'
import { TEST_MESSAGE } from './examine-topic.ts'

/** Either a variable of the environment that holds the webhook's address, or the name of a secret. */
export interface SlackPlace {
  readonly variable?: string | undefined
  readonly secret?: string | undefined
}

const SECONDS = 30

const secretText = async ({ variable, secret = '' }: SlackPlace, options: CredentialOptions): Promise<string> => {
  if (variable !== undefined) {
    const text = process.env[variable]
    if (text === undefined || text === '')
      throw new Error(`The environment variable ${variable} is not set: put the webhook's address into it.`)
    return text
  }
  const region = regionFrom(options)
  const settings = clientConfigurationOf({ region, credentials: credentialsFrom(options, region), maxAttempts: 3 })
  return readSecret(secret, {
    secretsManager: () => new SecretsManagerClient(settings),
    ssm: () => new SSMClient(settings),
  })
}

const send = async (target: SlackTarget): Promise<string> => {
  const deadline = new Date(Date.now() + SECONDS * 1000)
  await postToSlack(target, { text: TEST_MESSAGE }, { fetch, clock: systemClock, deadline })
  return 'A test message was posted; look whether it is in the channel.'
}

/** Whether the secret is one, and with `sends` whether Slack takes a message. The secret itself is never part of the words. */
export const examineSlack = async (
  place: SlackPlace,
  options: CredentialOptions,
  sends: boolean,
): Promise<DoctorCheck> => {
  const check = { area: 'slack', name: place.variable ?? place.secret ?? 'Slack' } as const
  try {
    const target = parseSlackSecret(await secretText(place, options))
    const words = sends ? await send(target) : `It holds a ${target.kind}; --test-message posts a message to it.`
    return { ...check, state: 'well', words }
  } catch (error) {
    return { ...check, state: 'wrong', words: error instanceof Error ? error.message : 'It failed without words.' }
  }
}
