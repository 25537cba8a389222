import { STSClient } from '@aws-sdk/client-sts'
import { fromNodeProviderChain } from '@aws-sdk/credential-providers'
import { roleCredentials } from '#shared/clients/assume-role.ts'
import { auditClientsOf } from '#shared/clients/audit-clients.ts'
import { readCaller } from '#shared/clients/caller.ts'
import { systemClock } from '#shared/clients/clock.ts'
import { collectEvidence, type EvidenceRunResult } from '#shared/clients/collect-evidence.ts'
import { EVERY_USER_EVIDENCE } from '#shared/clients/collect-for-users.ts'
import { lastAccessedQuestions } from '#shared/jobs/last-accessed-questions.ts'
import { usersToAskAbout } from '#shared/jobs/questions-for.ts'
import { plural } from '#shared/facts/plural.ts'
import type { AuditConfiguration } from '#shared/rules/configuration.ts'
import { UsageError } from './exit-codes.ts'
import { endProgress, progress } from './terminal.ts'
import { version } from './version.ts'

export interface CredentialOptions {
  readonly profile?: string
  readonly roleArn?: string
  readonly externalId?: string
  readonly region?: string
  readonly regions?: readonly string[]
}

export interface LiveOptions extends CredentialOptions {
  readonly minutes: number
  readonly userCalls: number
}

/** Whether IAM's service last accessed is asked for, and of whom: of every user and role unless some are named. */
export interface LastAccessedOptions {
  readonly lastAccessed?: boolean
  readonly principal?: readonly string[]
}

const MOST_REPORTS = 5_000

const DEFAULT_REGION = 'us-east-1'

export const regionFrom = ({ region }: CredentialOptions): string =>
  region ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? DEFAULT_REGION

/** Credentials as the AWS CLI finds them (profile, environment, SSO, container), or those of a role on top of them. */
export const credentialsFrom = (options: CredentialOptions, region: string) => {
  if (options.externalId !== undefined && options.roleArn === undefined)
    throw new UsageError('--external-id goes with --role-arn, and does nothing without.')
  const base = fromNodeProviderChain(options.profile === undefined ? {} : { profile: options.profile })
  if (options.roleArn === undefined) return base
  const role = {
    roleArn: options.roleArn,
    sessionName: 'credaudit',
    ...(options.externalId === undefined ? {} : { externalId: options.externalId }),
  }
  return roleCredentials(new STSClient({ region, credentials: base }), role, systemClock)
}

/** Read-only: the calls are listed in `infra/iam/`. What could not be collected is in the result, never an exception. */
export const collectLive = async (
  options: LiveOptions & LastAccessedOptions,
  configuration: AuditConfiguration,
): Promise<EvidenceRunResult> => {
  const region = regionFrom(options)
  const credentials = credentialsFrom(options, region)
  progress('asking AWS whose credentials these are')
  const caller = await readCaller(new STSClient({ region, credentials })).catch((error: unknown) => {
    endProgress()
    throw new UsageError(error instanceof Error ? error.message : 'AWS did not say whose credentials these are.')
  })
  let [about, calls] = ['account-wide lists', 0]
  const result = await collectEvidence(auditClientsOf({ region, credentials }), {
    caller,
    clock: systemClock,
    deadline: new Date(Date.now() + options.minutes * 60_000),
    regions: options.regions ?? [region],
    onCall: () => progress(`collecting account ${caller.accountId}, ${about}: ${(calls += 1)} calls`),
    questionsFor: (files) => {
      const users = usersToAskAbout({ files, configuration, now: new Date(), version })
      about = `${users.length} users`
      return { users, what: EVERY_USER_EVIDENCE, callBudget: options.userCalls }
    },
    ...(options.lastAccessed === true && {
      lastAccessedFor: (files) => {
        const questions = lastAccessedQuestions(files, new Date(), options.principal)
        about = `${plural(questions.arns.length, 'report')} on last access`
        return { ...questions, most: MOST_REPORTS }
      },
    }),
  })
  endProgress()
  return result
}
