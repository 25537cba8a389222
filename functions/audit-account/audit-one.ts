import { readAlertNames } from '#shared/clients/alert-names.ts'
import type { AuditClients } from '#shared/clients/audit-clients.ts'
import type { Caller } from '#shared/clients/caller.ts'
import { collectEvidence, type EvidenceRunResult } from '#shared/clients/collect-evidence.ts'
import { EVERY_USER_EVIDENCE } from '#shared/clients/collect-for-users.ts'
import { failureOf } from '#shared/clients/failure.ts'
import type { NotImported } from '#shared/clients/security-hub.ts'
import { writeObjects } from '#shared/clients/write-objects.ts'
import { DAY_MS, isoDate } from '#shared/facts/instant.ts'
import type { Change } from '#shared/findings/diff.ts'
import { type AuditOutcome, auditAccount } from '#shared/jobs/audit-account.ts'
import { findingIdsOf } from '#shared/jobs/alerts/raise-alert.ts'
import { lastAccessedQuestions } from '#shared/jobs/last-accessed-questions.ts'
import { usersToAskAbout } from '#shared/jobs/questions-for.ts'
import { rememberAndAnnounce } from '#shared/jobs/remember-and-announce.ts'
import { accountCardOf } from '#shared/jobs/account-card-of.ts'
import type { AuditDocument } from '#shared/reports/audit-document.ts'
import { withChange } from '#shared/reports/with-change.ts'
import { type Activity, activityFor } from './activity-for.ts'
import type { AuditTools } from './audit-tools.ts'
import type { AuditRequest } from './request.ts'
import { announcingFor } from './announcing-for.ts'
import { type Leaving, leaveForSummary } from './leave-for-summary.ts'
import { refuseUnseen } from './refuse-unseen.ts'
import { keepReport, locationOf, type ReportKeys, reportKeys, stampOf } from './report-objects.ts'
import type { SecurityHub } from './security-hub-copy.ts'

export interface AccountAnswer {
  readonly account: string
  readonly report: string
  readonly summary: Pick<AuditOutcome['document']['summary'], 'verdict' | 'findings' | 'notAssessed'>
  /** Checks that could still be made in the last run. */
  readonly newlyNotAssessed?: number
  /** Only where findings are copied to Security Hub. */
  readonly notInSecurityHub?: readonly NotImported[]
}

/** The clients of the account that is audited, its own Security Hub among them where that is wanted. */
export interface AccountClients extends AuditClients {
  readonly securityHub?: SecurityHub
}

const CALLS_FOR_SINGLE_USERS = 4_000
const DAYS_OF_ALERTS = 4
/** On when services were last used: each takes IAM some seconds, five at a time. */
const MOST_REPORTS = 1_000

const collect = (
  clients: AuditClients,
  caller: Caller,
  { environment, clock, deadline, configuration, version, home }: AuditTools,
  activity: Activity,
) =>
  collectEvidence(clients, {
    caller,
    clock,
    deadline,
    regions: environment.regions,
    // A member's role may not ask for the organization's lists; the management account's own run has them.
    organizationLists: caller.accountId === home.accountId,
    questionsFor: (files) => ({
      users: usersToAskAbout({ files, configuration, now: clock.now(), version, ...activity }),
      what: EVERY_USER_EVIDENCE,
      callBudget: CALLS_FOR_SINGLE_USERS,
    }),
    ...(environment.asksLastAccessed && {
      lastAccessedFor: (files) => ({ ...lastAccessedQuestions(files, clock.now()), most: MOST_REPORTS }),
    }),
  })

const keep = async (tools: AuditTools, prefix: string, { files }: EvidenceRunResult): Promise<void> => {
  const objects = files.map(({ name, bytes }) => ({ key: `${prefix}${name}`, bytes }))
  await writeObjects(tools.s3, tools.environment.bucket, 'application/json', objects)
}

/**
 * A partial audit (some rules, some principals) saw too little to be compared; one that is to notify nobody must not be remembered
 * either, or what it found would never be told.
 */
const isRemembered = ({ rules, principals, notify }: AuditRequest): boolean =>
  rules === undefined && principals === undefined && notify !== false

/** What the watch has told, in the days since some run may have failed. */
const readToldByAlerts = async (
  { s3, environment }: AuditTools,
  accountId: string,
  now: Date,
): Promise<ReadonlySet<string>> => {
  const days = Array.from({ length: DAYS_OF_ALERTS }, (_, back) => isoDate(new Date(now.getTime() - back * DAY_MS)))
  const prefixes = days.map((day) => `state/alerts/${accountId}/${day}/`)
  return new Set((await readAlertNames(s3, environment.bucket, prefixes)).flatMap(findingIdsOf))
}

/** Compares with the last run and announces what changed; the report is there before anybody is told of it. */
const remember = async (
  tools: AuditTools,
  { result, document }: AuditOutcome,
  at: ReportPlace,
  leaving: Leaving | undefined,
): Promise<Change> => {
  const announcing = announcingFor(tools, document, at.keys)
  const announced = leaving?.instead(announcing) ?? announcing
  const now = new Date(document.assessedAt)
  const toldByAlerts = await readToldByAlerts(tools, at.accountId, now)
  const change = await rememberAndAnnounce(announced, { ...result, toldByAlerts }, at.accountId, now)
  const told = withChange(document, change)
  await keepReport(tools, [at.keys, reportKeys(at.accountId, 'latest')], told)
  return change
}

/** A copy that fails is told and repaired by the next run: it never costs the audit. */
const copied = async (hub: SecurityHub, document: AuditDocument, change: Change): Promise<readonly NotImported[]> => {
  try {
    // Most stacks have no Security Hub: its client's schemas are the largest of all.
    const { copyToSecurityHub } = await import('./security-hub-copy.ts')
    return (await copyToSecurityHub(hub, document, change)).failed
  } catch (error) {
    const { code, reason } = failureOf(error)
    return [{ id: 'all', code, reason }]
  }
}

interface ReportPlace {
  readonly accountId: string
  readonly keys: ReportKeys
  readonly report: string
}

const leavingOf = (tools: AuditTools, { run }: AuditRequest, outcome: AuditOutcome, answer: AccountAnswer) =>
  run === undefined ? undefined : leaveForSummary(tools, run, accountCardOf(outcome, tools.configuration, answer))

/** Collect, judge, write, compare with the last run, announce what changed. */
export const auditOne = async (
  tools: AuditTools,
  clients: AccountClients,
  caller: Caller,
  request: AuditRequest,
): Promise<AccountAnswer> => {
  const { clock, configuration, exceptions, version } = tools
  const { accountId } = caller
  const activity = await activityFor(tools.s3, tools.environment.bucket, accountId)
  const evidence = await collect(clients, caller, tools, activity)
  if (request.run !== undefined) refuseUnseen(accountId, evidence)
  const now = clock.now()
  const outcome = auditAccount({
    files: evidence.files,
    configuration,
    exceptions,
    now,
    version,
    ...activity,
    ...(request.rules && { ruleIds: request.rules }),
    ...(request.principals && { principals: request.principals }),
  })
  const stamp = stampOf(now)
  await keep(tools, `evidence/${accountId}/${stamp}/`, evidence)
  const keys = reportKeys(accountId, stamp)
  await keepReport(tools, [keys], outcome.document)
  const report = locationOf(tools, keys)
  const answer = { account: accountId, report, summary: outcome.document.summary }
  const leaving = leavingOf(tools, request, outcome, answer)
  const at = { accountId, keys, report }
  const change = isRemembered(request) ? await remember(tools, outcome, at, leaving) : undefined
  await leaving?.finish()
  if (change === undefined) return answer
  const compared = { ...answer, newlyNotAssessed: change.newlyNotAssessed.length }
  if (clients.securityHub === undefined) return compared
  return { ...compared, notInSecurityHub: await copied(clients.securityHub, outcome.document, change) }
}
