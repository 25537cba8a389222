import { SecurityHubClient } from '@aws-sdk/client-securityhub'
import { SNSClient } from '@aws-sdk/client-sns'
import { STSClient } from '@aws-sdk/client-sts'
import type { Context } from 'aws-lambda'
import { readEnvironment } from '#functions/_lambda/environment.ts'
import { lambda, logger } from '#functions/_lambda/lambda.ts'
import { readConfiguration, readExceptions } from '#functions/_lambda/settings-from-bucket.ts'
import { roleCredentials } from '#shared/clients/assume-role.ts'
import { auditClientsOf, type ClientSettings, clientConfigurationOf } from '#shared/clients/audit-clients.ts'
import { bucketClients } from '#shared/clients/bucket-clients.ts'
import { type Caller, readCaller } from '#shared/clients/caller.ts'
import { systemClock } from '#shared/clients/clock.ts'
import type { AccountFailure } from '#shared/organization/account-failure.ts'
import manifest from '../../package.json' with { type: 'json' }
import type { AccountAnswer, AccountClients } from './audit-one.ts'
import type { AuditTools } from './audit-tools.ts'
import { measureAudit, measureSubscriptions } from './measure.ts'
import { type AuditRequest, parseAuditRequest } from './request.ts'
import { readCard, writeFailure } from './run-cards.ts'

const environment = readEnvironment()
// With limits of time and more attempts than the SDK's three: one throttled write must not cost an account.
const own = clientConfigurationOf({ region: environment.region, maxAttempts: 10 })
// A card that is not there yet gives the budget of retries nothing back: one client for all accounts would be out of it after some hundred.
const newS3 = bucketClients(own)
const sns = new SNSClient(own)
const sts = new STSClient(own)

/** Time to judge, write and announce after the last call to AWS. */
const RESERVED_MS = 60_000
/** In a run, no account is begun with less: the next worker has all its time for it. */
const ENOUGH_FOR_ONE_MS = 240_000

export interface AuditAnswer {
  readonly audited: readonly AccountAnswer[]
  readonly notAudited: readonly AccountFailure[]
  /** Of a run over the organization: accounts that there was no time for. */
  readonly left?: readonly string[]
}

/** What judges is loaded while STS answers, so that a start costs no more than what asks. */
const loadAudit = () => import('./audit-one.ts')

/** The clients of one account: our own credentials at home, the member role's elsewhere. */
const clientsFor = async (account: string, home: Caller): Promise<AccountClients> => {
  const settings = await settingsFor(account, home)
  const { securityHubRegion: region } = environment
  if (region === undefined) return auditClientsOf(settings)
  // The default product takes findings only from the account that they are about (API reference, BatchImportFindings).
  const client = new SecurityHubClient(clientConfigurationOf({ ...settings, region }))
  const clients = auditClientsOf(settings)
  const close = (): void => {
    clients.close()
    client.destroy()
  }
  return { ...clients, close, securityHub: { client, region } }
}

const settingsFor = async (account: string, home: Caller): Promise<ClientSettings> => {
  if (account === home.accountId) return { region: environment.region }
  if (environment.memberRole === undefined) {
    throw new Error(`No member role is configured, so account ${account} cannot be audited from ${home.accountId}.`)
  }
  const role = {
    roleArn: `arn:${home.partition}:iam::${account}:role/${environment.memberRole}`,
    sessionName: 'credaudit',
    ...(environment.externalId === undefined ? {} : { externalId: environment.externalId }),
  }
  const credentials = roleCredentials(sts, role, systemClock)
  // Refused here, the reason is the role's; refused at the first call to IAM, it would be that of every file.
  await credentials()
  return { region: environment.region, credentials }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown error')

/** With what root of the account has, where that is wanted and can be had without a role there. */
const explained = async (failure: AccountFailure, home: Caller): Promise<AccountFailure> => {
  if (!environment.auditsRoot || failure.account === home.accountId) return failure
  const { withRoot } = await import('./audit-root.ts')
  return withRoot(sts, failure, home, environment.region)
}

const callerIn = (account: string, home: Caller): Caller => ({ ...home, accountId: account })

const auditIn = async (account: string, tools: AuditTools, request: AuditRequest): Promise<AccountAnswer> => {
  const { auditOne } = await loadAudit()
  const clients = await clientsFor(account, tools.home)
  try {
    return await auditOne(tools, clients, callerIn(account, tools.home), request)
  } finally {
    clients.close()
  }
}

/** One after the other. In a run, an account that an earlier worker has finished with is not asked again. */
const auditAll = async (tools: AuditTools, request: AuditRequest, remaining: () => number) => {
  const { home } = tools
  const audited: AccountAnswer[] = []
  const notAudited: AccountFailure[] = []
  const left: string[] = []
  for (const account of request.accounts ?? [home.accountId]) {
    const ofAccount = { ...tools, s3: newS3() }
    const done = request.run === undefined ? undefined : await readCard(ofAccount, request.run, account)
    if (done !== undefined) audited.push({ account, report: done.report, summary: done.summary })
    else if (request.run !== undefined && remaining() < ENOUGH_FOR_ONE_MS) left.push(account)
    else {
      try {
        audited.push(await auditIn(account, ofAccount, request))
      } catch (error) {
        logger.error('An account could not be audited.', { account, error: reasonOf(error) })
        const failure = await explained({ account, reason: reasonOf(error) }, home)
        notAudited.push(failure)
        if (request.run !== undefined) await writeFailure(ofAccount, request.run, failure)
      }
    }
  }
  return { audited, notAudited, left }
}

const work = async (event: unknown, context: Context): Promise<AuditAnswer> => {
  const request: AuditRequest = parseAuditRequest(event)
  const [home] = await Promise.all([readCaller(sts), loadAudit()])
  const s3 = newS3()
  const tools: AuditTools = {
    environment,
    s3,
    sns,
    clock: systemClock,
    configuration: await readConfiguration(s3, environment),
    exceptions: await readExceptions(s3, environment, systemClock.now()),
    version: manifest.version,
    home,
    deadline: new Date(systemClock.now().getTime() + context.getRemainingTimeInMillis() - RESERVED_MS),
  }
  const { audited, notAudited, left } = await auditAll(tools, request, () => context.getRemainingTimeInMillis())
  measureAudit(audited, notAudited.length)
  await measureSubscriptions(sns, environment.topicArn)
  // Alone, a failure is the invocation's: Lambda tries again, then the dead-letter queue and its alarm have it.
  // In a run over the organization it is written down, and another try of the same would meet the same.
  if (request.run === undefined && audited.length === 0 && notAudited[0] !== undefined)
    throw new Error(notAudited[0].reason)
  return { audited, notAudited, ...(request.run === undefined ? {} : { left }) }
}

export const handler = lambda(work)
