import { MetricUnit } from '@aws-lambda-powertools/metrics'
import { SNSClient } from '@aws-sdk/client-sns'
import { STSClient } from '@aws-sdk/client-sts'
import { readEnvironment } from '#functions/_lambda/environment.ts'
import { lambda, metrics } from '#functions/_lambda/lambda.ts'
import { readConfiguration } from '#functions/_lambda/settings-from-bucket.ts'
import { publishingTo } from '#functions/_lambda/publishing-to.ts'
import { clientConfigurationOf } from '#shared/clients/audit-clients.ts'
import { bucketClients } from '#shared/clients/bucket-clients.ts'
import { readCaller } from '#shared/clients/caller.ts'
import { systemClock } from '#shared/clients/clock.ts'
import { readObject, writeObject } from '#shared/clients/evidence-bucket.ts'
import { stateBucket } from '#shared/clients/state-bucket.ts'
import { type Announcing, rememberAndAnnounce } from '#shared/jobs/remember-and-announce.ts'
import {
  organizationDigestOf,
  type SummaryJob,
  summarizeOrganization,
  toldAfter,
  withOrganizationChange,
} from '#shared/jobs/summarize-organization.ts'
import { reportUrl } from '#shared/notifications/console-url.ts'
import { hasOrganizationNews } from '#shared/notifications/organization-digest.ts'
import { organizationMessage } from '#shared/notifications/organization-message.ts'
import { ORGANIZATION } from '#shared/organization/judge-organization.ts'
import { runPlaces } from '#shared/organization/run-places.ts'
import { parseTold, serialiseTold } from '#shared/organization/told-accounts.ts'
import { formatOrganizationHtml } from '#shared/reports/html.ts'
import { jsonLine } from '#shared/reports/json-line.ts'
import type { OrganizationDocument, OrganizationSummary } from '#shared/reports/organization-report.ts'
import manifest from '../../package.json' with { type: 'json' }
import { readRun } from './read-run.ts'
import { parseSummaryRequest } from './request.ts'

const environment = readEnvironment()
const { bucket } = environment
// Ten thousand cards are ten thousand reads: with the SDK's three attempts a throttled bucket would cost the summary.
const own = clientConfigurationOf({ region: environment.region, maxAttempts: 10 })
const newS3 = bucketClients(own)
const s3 = newS3()
const sns = new SNSClient(own)
const sts = new STSClient(own)

export interface SummaryAnswer {
  readonly run: string
  readonly report: string
  readonly summary: OrganizationSummary
}

const readTold = async (key: string): Promise<ReadonlySet<string>> => {
  const found = await readObject(s3, { bucket, key })
  return found.state === 'found' ? parseTold(found.bytes) : new Set()
}

/** The same report for programs and for people. */
const keep = async (name: string, value: OrganizationDocument): Promise<void> => {
  const write = (ending: string, contentType: string, text: string) =>
    writeObject(
      s3,
      { bucket, key: `reports/organization/${name}.${ending}` },
      { bytes: new TextEncoder().encode(text), contentType },
    )
  await write('json', 'application/json', `${jsonLine(value)}\n`)
  await write('html', 'text/html; charset=utf-8', formatOrganizationHtml(value))
}

const PLACE = /^s3:\/\/([^/]+)\/(.+)\.json$/

const pageIn = (partition: string) => (report: string) => {
  const [, bucketName, key] = PLACE.exec(report) ?? []
  if (bucketName === undefined || key === undefined) return undefined
  return reportUrl({ partition, region: environment.region, bucket: bucketName, key: `${key}.html` })
}

const announcingFor = (job: SummaryJob, document: OrganizationDocument, report: string): Announcing => ({
  store: stateBucket(s3, bucket, 'state/'),
  publish: publishingTo(sns, environment.topicArn),
  messageFor: (change) => {
    const { environmentName } = environment
    const place = { reportLocation: report, reportUrl: job.pageOf(report), environment: environmentName }
    const digest = organizationDigestOf(job.facts, document, change, place)
    return hasOrganizationNews(digest) ? organizationMessage(digest) : undefined
  },
})

const count = ({ accounts }: OrganizationSummary): void => {
  metrics.addMetric('OrganizationAccountsAudited', MetricUnit.Count, accounts.audited)
  metrics.addMetric('OrganizationAccountsNotAudited', MetricUnit.Count, accounts.notAudited)
}

/** The report is there before anybody is told of it, and again with what changed. */
const work = async (event: unknown): Promise<SummaryAnswer> => {
  const request = parseSummaryRequest(event)
  const { run } = request
  const toldKey = runPlaces(run).told
  const told = await readTold(toldKey)
  const { partition } = await readCaller(sts)
  const job: SummaryJob = {
    facts: await readRun(newS3, bucket, request, told),
    told,
    knownAccounts: (await readConfiguration(s3, environment)).knownAccounts,
    now: systemClock.now(),
    version: manifest.version,
    partition,
    pageOf: pageIn(partition),
  }
  const { result, document } = summarizeOrganization(job)
  const report = `s3://${bucket}/reports/organization/${run}.json`
  await keep(run, document)
  const change = await rememberAndAnnounce(announcingFor(job, document, report), result, ORGANIZATION, job.now)
  const whole = withOrganizationChange(document, change)
  await keep(run, whole)
  await keep('latest', whole)
  const content = { bytes: serialiseTold(toldAfter(job)), contentType: 'application/json' }
  await writeObject(s3, { bucket, key: toldKey }, content)
  count(document.summary)
  return { run, report, summary: document.summary }
}

export const handler = lambda(work)
