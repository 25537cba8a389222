import { AssumeRootCommand } from '@aws-sdk/client-sts'
import type { STSClient } from '@aws-sdk/client-sts'
import type { RoleCredentials } from './assume-role.ts'
import { AwsCallError, failureOf } from './failure.ts'

export const actions = ['sts:AssumeRoot']

export interface RootToAssume {
  readonly accountId: string
  readonly partition: string
}

/** The longest that AWS gives a session of root (API reference, AssumeRoot). */
const DURATION_SECONDS = 900

/**
 * A session of a member's root that may read what root has and nothing else: the task policy IAMAuditRootUserCredentials. Only the
 * management account or the delegated administrator of IAM may ask, at a Regional endpoint, and where root sessions are turned on.
 */
export const rootCredentials = async (
  sts: STSClient,
  { accountId, partition }: RootToAssume,
): Promise<RoleCredentials> => {
  const command = new AssumeRootCommand({
    TargetPrincipal: accountId,
    TaskPolicyArn: { arn: `arn:${partition}:iam::aws:policy/root-task/IAMAuditRootUserCredentials` },
    DurationSeconds: DURATION_SECONDS,
  })
  const { Credentials } = await sts.send(command).catch((error: unknown) => {
    const failure = failureOf(error)
    const advice =
      'Turn on privileged root actions for the organization, and audit from its management account or the delegated administrator of IAM.'
    throw new AwsCallError(
      failure,
      `Root of account ${accountId} could not be assumed (${failure.code}): ${failure.reason} ${advice}`,
    )
  })
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {}
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
    const failure = {
      code: 'NoCredentials',
      reason: `Root of account ${accountId} was assumed, but AWS sent no credentials.`,
    }
    throw new AwsCallError(failure, `${failure.reason} Look at the endpoint that is configured for STS.`)
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  }
}
