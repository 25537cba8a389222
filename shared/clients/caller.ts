import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import type { STSClient } from '@aws-sdk/client-sts'
import { AwsCallError, failureOf } from './failure.ts'

export const actions = ['sts:GetCallerIdentity']

/** Who the credentials belong to: from it follow the account and the partition, and nothing else is assumed. */
export interface Caller {
  readonly accountId: string
  readonly arn: string
  readonly partition: string
}

export const readCaller = async (sts: STSClient): Promise<Caller> => {
  const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({})).catch((error: unknown) => {
    const failure = failureOf(error)
    const message = `AWS did not say whose credentials these are (${failure.code}): ${failure.reason} Sign in again, or name another profile.`
    throw new AwsCallError(failure, message)
  })
  const partition = Arn?.split(':')[1]
  if (Account === undefined || Arn === undefined || partition === undefined || partition === '') {
    const failure = { code: 'NoCaller', reason: 'sts:GetCallerIdentity answered without an account or an ARN.' }
    throw new AwsCallError(failure, `${failure.reason} Look at the endpoint that is configured for STS.`)
  }
  return { accountId: Account, arn: Arn, partition }
}
