import { AssumeRootCommand } from '@aws-sdk/client-sts'
import type { STSClient } from '@aws-sdk/client-sts'
import { type RoleCredentials, sessionOf } from './assume-role.ts'

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
export const rootCredentials = (sts: STSClient, { accountId, partition }: RootToAssume): Promise<RoleCredentials> => {
  const command = new AssumeRootCommand({
    TargetPrincipal: accountId,
    TaskPolicyArn: { arn: `arn:${partition}:iam::aws:policy/root-task/IAMAuditRootUserCredentials` },
    DurationSeconds: DURATION_SECONDS,
  })
  return sessionOf(sts.send(command), {
    whose: `Root of account ${accountId}`,
    advice:
      'Turn on privileged root actions for the organization, and audit from its management account or the delegated administrator of IAM.',
  })
}
