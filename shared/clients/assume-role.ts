import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import type { AssumeRoleCommandOutput, AssumeRootCommandOutput, STSClient } from '@aws-sdk/client-sts'
import type { Clock } from './clock.ts'
import { AwsCallError, failureOf } from './failure.ts'

export const actions = ['sts:AssumeRole']

export interface RoleToAssume {
  readonly roleArn: string
  readonly sessionName: string
  readonly externalId?: string
  /** At most one hour where the caller is a role itself (IAM user guide, "role chaining"). */
  readonly durationSeconds?: number
}

export interface RoleCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly expiration: Date
}

const RENEW_BEFORE_MS = 5 * 60_000

/** The session that STS answers with; whatever else happens is an error that names whose session it was to be. */
export const sessionOf = async (
  answer: Promise<AssumeRoleCommandOutput | AssumeRootCommandOutput>,
  { whose, advice }: { readonly whose: string; readonly advice: string },
): Promise<RoleCredentials> => {
  const { Credentials } = await answer.catch((error: unknown) => {
    const failure = failureOf(error)
    // STS's own words end without a full stop.
    const reason = failure.reason.replace(/\.$/, '')
    throw new AwsCallError(failure, `${whose} could not be assumed (${failure.code}): ${reason}. ${advice}`)
  })
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {}
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
    const failure = { code: 'NoCredentials', reason: `${whose} was assumed, but AWS sent no credentials.` }
    throw new AwsCallError(failure, `${failure.reason} Look at the endpoint that is configured for STS.`)
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  }
}

const assume = (sts: STSClient, role: RoleToAssume): Promise<RoleCredentials> => {
  const command = new AssumeRoleCommand({
    RoleArn: role.roleArn,
    RoleSessionName: role.sessionName,
    DurationSeconds: role.durationSeconds ?? 3600,
    ...(role.externalId === undefined ? {} : { ExternalId: role.externalId }),
  })
  return sessionOf(sts.send(command), {
    whose: role.roleArn,
    advice: 'Deploy the role there, and let it trust this caller.',
  })
}

/**
 * Credentials of another role for any number of clients: one session for all, asked for once at a time, and renewed five
 * minutes before it ends.
 */
export const roleCredentials = (
  sts: STSClient,
  role: RoleToAssume,
  clock: Pick<Clock, 'now'>,
): (() => Promise<RoleCredentials>) => {
  let current: RoleCredentials | undefined
  let pending: Promise<RoleCredentials> | undefined
  const renew = async (): Promise<RoleCredentials> => {
    try {
      current = await assume(sts, role)
      return current
    } finally {
      pending = undefined
    }
  }
  return () => {
    const left = (current?.expiration.getTime() ?? 0) - clock.now().getTime()
    if (current !== undefined && left > RENEW_BEFORE_MS) return Promise.resolve(current)
    pending ??= renew()
    return pending
  }
}
