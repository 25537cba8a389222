import * as z from 'zod/mini'

const text = z.string().check(z.minLength(1))

/** What the stack tells its functions. The only place that reads `process.env`. */
const environmentSchema = z.object({
  EVIDENCE_BUCKET: text,
  TOPIC_ARN: text,
  /** Where in the bucket `credaudit.yaml` is, if there is one. */
  CONFIGURATION_KEY: z._default(text, 'configuration/credaudit.yaml'),
  EXCEPTIONS_KEY: z._default(text, 'configuration/exceptions.yaml'),
  /** Path and name of the role in other accounts; empty where only the own account is audited. */
  MEMBER_ROLE: z._default(z.string(), ''),
  EXTERNAL_ID: z._default(z.string(), ''),
  /** `on`: of members that cannot be audited, root's credentials are asked for by sts:AssumeRoot. */
  ROOT_AUDIT: z._default(z.enum(['on', 'off']), 'off'),
  /** `on`: IAM Access Analyzer and IAM's simulator are asked about each suggested policy, which AWS charges for. */
  LIVE_CHECKS: z._default(z.enum(['on', 'off']), 'off'),
  /** `on`: IAM is asked when each user and role last used each service. */
  LAST_ACCESSED: z._default(z.enum(['on', 'off']), 'off'),
  /** Regions in which trails, alarms and analyzers are looked for, comma separated. */
  REGIONS: text,
  AWS_REGION: text,
  /** The Region of Security Hub to which findings are imported; empty where they are not. */
  SECURITY_HUB_REGION: z._default(z.string(), ''),
  /** `amazon-q` where HTTPS subscriptions of the topic are Amazon Q Developer in chat applications. */
  HTTPS_BODY: z._default(z.enum(['json', 'amazon-q']), 'json'),
  ENVIRONMENT_NAME: z._default(z.string(), ''),
})

export interface Environment {
  readonly bucket: string
  readonly topicArn: string
  readonly configurationKey: string
  readonly exceptionsKey: string
  readonly memberRole: string | undefined
  readonly externalId: string | undefined
  readonly auditsRoot: boolean
  readonly checksPolicies: boolean
  readonly asksLastAccessed: boolean
  readonly regions: readonly string[]
  readonly region: string
  readonly securityHubRegion: string | undefined
  readonly httpsBody: 'json' | 'amazon-q'
  readonly environmentName: string | undefined
}

const orUndefined = (value: string): string | undefined => (value === '' ? undefined : value)

/** Throws a sentence that names the variable, so that a wrong stack fails at its first start and not at its first alarm. */
export const readEnvironment = (variables: Readonly<Record<string, string | undefined>> = process.env): Environment => {
  const parsed = environmentSchema.safeParse(variables)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(`The environment variable ${issue?.path.join('.') ?? ''} is missing or empty; the stack sets it.`)
  }
  const { data } = parsed
  return {
    bucket: data.EVIDENCE_BUCKET,
    topicArn: data.TOPIC_ARN,
    configurationKey: data.CONFIGURATION_KEY,
    exceptionsKey: data.EXCEPTIONS_KEY,
    memberRole: orUndefined(data.MEMBER_ROLE),
    externalId: orUndefined(data.EXTERNAL_ID),
    auditsRoot: data.ROOT_AUDIT === 'on',
    checksPolicies: data.LIVE_CHECKS === 'on',
    asksLastAccessed: data.LAST_ACCESSED === 'on',
    regions: data.REGIONS.split(',').map((region) => region.trim()),
    region: data.AWS_REGION,
    securityHubRegion: orUndefined(data.SECURITY_HUB_REGION),
    httpsBody: data.HTTPS_BODY,
    environmentName: orUndefined(data.ENVIRONMENT_NAME),
  }
}
