import { type EvidenceFile, parseAccount } from '#shared/evidence/parse-account.ts'
import { accountsSeen } from '#shared/activity/accounts-seen.ts'
import { isoOf } from '#shared/activity/activity-document.ts'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { audit, type AuditResult } from '#shared/findings/audit.ts'
import type { Exception } from '#shared/findings/exceptions.ts'
import { type ActivityEntry, type AuditDocument, auditDocument } from '#shared/reports/audit-document.ts'
import type { AuditConfiguration } from '#shared/rules/configuration.ts'
import { allRules } from '#shared/rules/index.ts'
import { ownerOf } from '#shared/rules/owner.ts'
import { standingOf } from '#shared/rules/standing.ts'
import { inventoryOf, NO_INVENTORY } from './inventory/inventory-of.ts'

export interface AuditJob {
  readonly files: readonly EvidenceFile[]
  readonly configuration: AuditConfiguration
  readonly exceptions?: readonly Exception[]
  readonly now: Date
  readonly version: string
  /** Only these rules, by id; all when undefined. */
  readonly ruleIds?: readonly string[]
  /** Only findings about these principals, by ARN or name; all when undefined. */
  readonly principals?: readonly string[]
  readonly activity?: { readonly profile: UsageProfile; readonly entry: ActivityEntry }
  /** Why there is none, where that is known. */
  readonly noActivity?: string
  /** False: only the judgement is wanted, not the lists of what the account holds. */
  readonly inventory?: boolean
  /** True: with activity, the document holds a suggested policy for each principal that was seen. */
  readonly suggestions?: boolean
}

export interface AuditOutcome {
  readonly account: AccountFacts
  readonly result: AuditResult
  readonly document: AuditDocument
}

export const activityEntryOf = (profile: UsageProfile): ActivityEntry => ({
  records: profile.recordsRead,
  first: isoOf(profile.window.first),
  last: isoOf(profile.window.last),
})

const about = (result: AuditResult, principals: readonly string[]): AuditResult => {
  const meant = ({ subject }: { readonly subject?: { readonly arn: string; readonly name: string } }): boolean =>
    subject !== undefined && (principals.includes(subject.arn) || principals.includes(subject.name))
  return { ...result, findings: result.findings.filter(meant), notAssessed: result.notAssessed.filter(meant) }
}

/** Evidence in, judgement out: the same function on a laptop, in a Lambda and two years later. */
export const auditAccount = (job: AuditJob): AuditOutcome => judgeAccount(readAccount(job), job)

export const readAccount = ({ files, now, activity }: AuditJob): AccountFacts =>
  parseAccount(files, {
    now,
    ...(activity && { seenAccounts: accountsSeen(activity.profile) }),
  })

/** The second half: what the evidence says is known, and is judged and reported. */
export const judgeAccount = (parsed: AccountFacts, job: AuditJob): AuditOutcome => {
  const { files, configuration, now, version, activity, ruleIds, principals, exceptions } = job
  const account = { ...parsed, ...(job.noActivity === undefined ? {} : { noActivity: job.noActivity }) }
  const rules = ruleIds === undefined ? allRules : allRules.filter(({ id }) => ruleIds.includes(id))
  const judged = audit({
    account,
    rules,
    configuration,
    now,
    ...(exceptions && { exceptions }),
    ...(activity && { activity: activity.profile }),
    documentationBase: 'docs/rules/',
    standingOf: standingOf(account),
    ownerOf: ownerOf(account, configuration.ownerTags),
  })
  const result = principals === undefined ? judged : about(judged, principals)
  const inventory =
    job.inventory === false
      ? NO_INVENTORY
      : inventoryOf(account, rules, {
          now,
          configuration,
          activity: activity?.profile,
          suggestions: job.suggestions ?? false,
        })
  return {
    account,
    result,
    document: auditDocument({ version, account, now, result, files, activity: activity?.entry ?? null, inventory }),
  }
}
