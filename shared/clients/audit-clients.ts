import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer'
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail'
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { IAMClient } from '@aws-sdk/client-iam'
import type { IAMClientConfig } from '@aws-sdk/client-iam'
import { OrganizationsClient } from '@aws-sdk/client-organizations'

/** The SDK clients of one account. IAM and Organizations are global: the SDK finds their endpoint from the Region's partition. */
export interface AuditClients {
  readonly iam: IAMClient
  readonly organizations: OrganizationsClient
  readonly cloudTrail: (region: string) => CloudTrailClient
  readonly cloudWatch: (region: string) => CloudWatchClient
  readonly cloudWatchLogs: (region: string) => CloudWatchLogsClient
  readonly accessAnalyzer: (region: string) => AccessAnalyzerClient
  /** Ends the connections, of which a function that audits one account after the other would else keep hundreds until AWS closes them. */
  readonly close: () => void
}

export interface ClientSettings {
  /** Any Region of the account's partition. */
  readonly region: string
  readonly credentials?: NonNullable<IAMClientConfig['credentials']>
  /** The one budget of retries, the SDK's: nothing here tries again on top of it, except the credential report's own wait. */
  readonly maxAttempts?: number
}

const DEFAULT_ATTEMPTS = 8
// Authorization details of a large account take some ten seconds a page.
const requestHandler = { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true }

/** What every client of one account is made with. */
export const clientConfigurationOf = ({ region, credentials, maxAttempts = DEFAULT_ATTEMPTS }: ClientSettings) => ({
  region,
  maxAttempts,
  requestHandler,
  ...(credentials === undefined ? {} : { credentials }),
})

const perRegion = <Client>(make: (region: string) => Client): ((region: string) => Client) => {
  const made = new Map<string, Client>()
  return (region) => {
    const client = made.get(region) ?? make(region)
    made.set(region, client)
    return client
  }
}

export const auditClientsOf = (settings: ClientSettings): AuditClients => {
  const iam = new IAMClient(clientConfigurationOf(settings))
  // One set of connections for all of them: `iam` closes it.
  const { requestHandler } = iam.config
  const inRegion = (region: string) => ({
    ...clientConfigurationOf({ ...settings, region }),
    requestHandler,
  })
  return {
    iam,
    organizations: new OrganizationsClient(inRegion(settings.region)),
    cloudTrail: perRegion((region) => new CloudTrailClient(inRegion(region))),
    cloudWatch: perRegion((region) => new CloudWatchClient(inRegion(region))),
    cloudWatchLogs: perRegion((region) => new CloudWatchLogsClient(inRegion(region))),
    accessAnalyzer: perRegion((region) => new AccessAnalyzerClient(inRegion(region))),
    close: () => iam.destroy(),
  }
}
