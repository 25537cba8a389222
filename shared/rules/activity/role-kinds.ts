import type { AccessKeyUse } from '#shared/activity/usage-profile.ts'

/** Which kind of role belongs in the place of a key, and by what sign in the log. */
export interface RoleKind {
  readonly kind: 'compute' | 'pipeline' | 'person' | 'own machine'
  readonly advice: string
  readonly sign: string
}

interface Sign {
  readonly kind: RoleKind['kind']
  readonly advice: string
  readonly agent?: RegExp
  readonly address?: RegExp
}

const COMPUTE = 'the role of the instance, task, function or pod in which it runs'

/**
 * The first that fits any of the key's clients or addresses. SDKs name the place where they run in `exec-env/…`;
 * a private address in CloudTrail means a VPC endpoint.
 */
const SIGNS: readonly Sign[] = [
  {
    kind: 'pipeline',
    advice: 'a role that the pipeline assumes through an OIDC provider',
    agent:
      /github|gitlab|bitbucket|circleci|jenkins|buildkite|azure-?devops|terraform|pulumi|aws-cdk|cdk-|serverless|ansible|spinnaker|argo/i,
  },
  {
    kind: 'compute',
    advice: COMPUTE,
    agent:
      /exec-env\/AWS_(?!CloudShell)|exec-env\/EC2|AWS_Lambda|AWS_ECS|amazon-ssm-agent|aws-fluent|\bkiam\b|\beks\b/i,
  },
  {
    kind: 'compute',
    advice: COMPUTE,
    address: /^10\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\.|\.amazonaws\.com$/,
  },
  {
    kind: 'person',
    advice: 'IAM Identity Center, which gives a person short-lived credentials for the AWS CLI and SDKs',
    agent:
      /md\/prompt|CloudShell|S3 ?Browser|Cyberduck|Mountain ?Duck|Transmit|Mozilla|DBeaver|AWS-?Toolkit|vscode|jetbrains|PowerShell|aws-cli\/\S+.*(?:macOS|Darwin|Windows|os\/windows|os\/macos)/i,
  },
]

const OWN_MACHINE = 'IAM Roles Anywhere, with a certificate of the machine on which it runs'

export const roleKindFor = (
  { userAgents, sourceAddresses }: Pick<AccessKeyUse, 'userAgents' | 'sourceAddresses'>,
  isPerson: boolean,
): RoleKind => {
  const agents = userAgents.values.keys()
  const addresses = sourceAddresses.values.keys()
  for (const { kind, advice, agent, address } of SIGNS) {
    const sign =
      agent === undefined
        ? addresses.find((text) => address?.test(text) === true)
        : agents.find((text) => agent.test(text))
    if (sign !== undefined) return { kind, advice, sign }
  }
  if (isPerson) {
    const advice = SIGNS.find(({ kind }) => kind === 'person')?.advice ?? ''
    return { kind: 'person', advice, sign: 'its owner has a console password' }
  }
  return { kind: 'own machine', advice: OWN_MACHINE, sign: addresses[0] ?? 'no sign of AWS, a pipeline or a person' }
}
