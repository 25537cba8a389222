import type { S3Client } from '@aws-sdk/client-s3'
import type { SNSClient } from '@aws-sdk/client-sns'
import * as z from 'zod/mini'
import type { Environment } from '#functions/_lambda/environment.ts'
import { accountsSeen } from '#shared/activity/accounts-seen.ts'
import { readFoldedActivity } from '#functions/_lambda/folded-activity.ts'
import type { Clock } from '#shared/clients/clock.ts'
import { readObject, writeObject } from '#shared/clients/evidence-bucket.ts'
import { publishToTopic } from '#shared/clients/topic.ts'
import { type EvidenceFile, parseAccount } from '#shared/evidence/parse-account.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import type { AwsChecks } from '#shared/facts/policy-check.ts'
import { checkSuggestions } from '#shared/jobs/check-suggestions.ts'
import { suggestPolicies } from '#shared/jobs/suggest-policies.ts'
import { jsonText } from '#shared/reports/json-line.ts'
import { type EarlierVerdicts, suggestionNews } from '#shared/notifications/suggestion-news.ts'
import type { AuditConfiguration } from '#shared/rules/configuration.ts'
import type { PolicySuggestion, Verdict } from '#shared/suggestions/policy-suggestion.ts'
import type { SuggestRequest } from './request.ts'

export interface SuggestTools {
  readonly environment: Environment
  readonly s3: S3Client
  readonly sns: SNSClient
  readonly clock: Clock
  readonly configuration: AuditConfiguration
  /** AWS's own checks, where they are wanted, until there must be time left to write. */
  readonly checks?: { readonly aws: AwsChecks; readonly until: Date } | undefined
}

export interface AccountSuggestions {
  readonly account: string
  readonly report: string
  readonly verdicts: Readonly<Record<Verdict, number>>
  readonly notFound: readonly string[]
  /** When the log did not run: the reason why all are refused. */
  readonly silent: readonly string[]
}

/** Of the credential files only these say what principals hold. */
const EVIDENCE = [
  'account.json',
  'account-authorization-details.json',
  'trails.json',
  'trail-status.json',
  'event-selectors.json',
]

const stampOf = (at: string): string => at.replaceAll(/[-:]|\.\d+/g, '')

const textOf = async ({ s3, environment }: SuggestTools, key: string): Promise<string | undefined> => {
  const found = await readObject(s3, { bucket: environment.bucket, key })
  return found.state === 'absent' ? undefined : new TextDecoder().decode(found.bytes)
}

const auditReport = z.object({ assessedAt: z.string() })

/** The evidence of the last audit: its report says when it was, and so where its evidence is. */
const evidenceOf = async (tools: SuggestTools, account: string): Promise<readonly EvidenceFile[]> => {
  const report = await textOf(tools, `reports/${account}/latest.json`)
  if (report === undefined)
    throw new Error(`Account ${account} was never audited: its policies are not known. Run audit-account first.`)
  const { assessedAt } = z.parse(auditReport, JSON.parse(report))
  const files: EvidenceFile[] = []
  for (const name of EVIDENCE) {
    const text = await textOf(tools, `evidence/${account}/${stampOf(assessedAt)}/${name}`)
    if (text !== undefined) files.push({ name, bytes: new TextEncoder().encode(text) })
  }
  return files
}

const earlierReport = z.array(z.object({ principal: z.string(), verdict: z.string() }))

const earlierVerdicts = (text: string | undefined): EarlierVerdicts =>
  new Map(
    text === undefined
      ? []
      : z.parse(earlierReport, JSON.parse(text)).map(({ principal, verdict }) => [principal, verdict]),
  )

const write = async (
  { s3, environment }: SuggestTools,
  key: string,
  suggestions: readonly PolicySuggestion[],
): Promise<string> => {
  const bytes = new TextEncoder().encode(jsonText(suggestions))
  await writeObject(s3, { bucket: environment.bucket, key }, { bytes, contentType: 'application/json' })
  return `s3://${environment.bucket}/${key}`
}

const countOf = (suggestions: readonly PolicySuggestion[], verdict: Verdict): number =>
  suggestions.filter((suggestion) => suggestion.verdict === verdict).length

const checkedIn = async (
  { checks, clock }: SuggestTools,
  suggestions: readonly PolicySuggestion[],
  account: AccountFacts,
): Promise<readonly PolicySuggestion[]> =>
  checks === undefined
    ? suggestions
    : checkSuggestions(checks.aws, suggestions, account, () => clock.now() >= checks.until)

/**
 * Reads what was folded and collected, suggests, writes, and tells what became better. `latest.json` is written after the message was sent: a run
 * that dies between them says it twice and never not at all.
 */
export const suggestOne = async (
  tools: SuggestTools,
  account: string,
  request: SuggestRequest,
): Promise<AccountSuggestions> => {
  const { environment, sns, clock, configuration } = tools
  const folded = await readFoldedActivity(tools.s3, environment.bucket, account)
  if (folded.state === 'unknown') {
    throw new Error(`Nothing is suggested, since ${folded.reason}. What cannot be seen is not unused.`)
  }
  const now = clock.now()
  const profile = folded.value
  const facts = parseAccount(await evidenceOf(tools, account), { now, seenAccounts: accountsSeen(profile) })
  const {
    suggestions: unchecked,
    notFound,
    noActivity,
    silent,
  } = suggestPolicies({
    account: facts,
    profile,
    configuration,
    principals: request.principals,
    acceptGaps: request.acceptGaps,
  })
  const [reason] = noActivity
  if (reason !== undefined) throw new Error(`${reason} Nothing is suggested for account ${account}.`)
  const suggestions = await checkedIn(tools, unchecked, facts)
  const report = await write(tools, `suggestions/${account}/${stampOf(now.toISOString())}.json`, suggestions)
  // Some principals alone are no run to compare with.
  if (request.principals === undefined) {
    const latest = `suggestions/${account}/latest.json`
    const news = suggestionNews(account, suggestions, earlierVerdicts(await textOf(tools, latest)), report)
    if (news !== undefined && request.notify !== false)
      await publishToTopic(sns, { topicArn: environment.topicArn, ...news })
    await write(tools, latest, suggestions)
  }
  const verdicts = {
    ready: countOf(suggestions, 'ready'),
    review: countOf(suggestions, 'review'),
    refused: countOf(suggestions, 'refused'),
  }
  return { account, report, verdicts, notFound, silent }
}
