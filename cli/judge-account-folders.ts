import path from 'node:path'
import { readEvidenceFolder } from '#shared/clients/evidence-folder.ts'
import type { OrganizationAccount } from '#shared/facts/settings.ts'
import { accountCardOf } from '#shared/jobs/account-card-of.ts'
import { activityEntryOf, type AuditJob, auditAccount } from '#shared/jobs/audit-account.ts'
import type { AccountCard } from '#shared/organization/account-card.ts'
import type { JudgedFolder, UnusableFolder } from '#shared/organization/listing-of-folders.ts'
import type { AuditDocument } from '#shared/reports/audit-document.ts'
import { UsageError } from './exit-codes.ts'
import { readActivity } from './read-activity.ts'
import { rememberedDocument } from './remembered-document.ts'
import { endProgress, progress } from './terminal.ts'

type Judging = Pick<AuditJob, 'configuration' | 'exceptions' | 'now' | 'version' | 'ruleIds' | 'suggestions'>

export interface AccountFolders {
  /** The folder that holds one folder for each account. */
  readonly folder: string
  readonly names: readonly string[]
  readonly state: string | undefined
  /** Called with each account's own report as soon as there is one; answers where it lies. */
  readonly keep: (accountId: string, document: AuditDocument, name: string) => Promise<string>
}

export interface JudgedFolders {
  readonly judged: readonly JudgedFolder[]
  readonly unusable: readonly UnusableFolder[]
  readonly cards: readonly AccountCard[]
  readonly listed: readonly OrganizationAccount[] | undefined
}

const judge = async (folder: string, judging: Judging) => {
  const files = await readEvidenceFolder(folder)
  const activity = await readActivity(folder)
  return auditAccount({
    ...judging,
    files,
    ...(activity && { activity: { profile: activity, entry: activityEntryOf(activity) } }),
  })
}

/** One after the other, so that only one account is held at a time: of each its card stays. What cannot be used costs its own account. */
export const judgeAccountFolders = async (
  { folder, names, state, keep }: AccountFolders,
  judging: Judging,
): Promise<JudgedFolders> => {
  const judged: JudgedFolder[] = []
  const unusable: UnusableFolder[] = []
  const cards: AccountCard[] = []
  let listed: JudgedFolders['listed']
  const judgeOne = async (name: string): Promise<void> => {
    const outcome = await judge(path.join(folder, name), judging)
    const { id, alias } = outcome.document.account
    if (id === null) throw new Error('The evidence does not say which account it is of.')
    const twice = judged.find((other) => other.id === id)
    if (twice !== undefined)
      throw new UsageError(`${twice.folder} and ${name} in ${folder} are both of account ${id}; keep one of them.`)
    const document = state === undefined ? outcome.document : await rememberedDocument(outcome, state, judging.now)
    const report = await keep(id, document, name)
    const card = accountCardOf({ ...outcome, document }, judging.configuration, { account: id, report })
    cards.push({ ...card, news: [] })
    judged.push({ folder: name, id, alias: alias ?? undefined })
    if (outcome.account.organizationAccounts.state === 'known') listed ??= outcome.account.organizationAccounts.value
  }
  for (const [index, name] of names.entries()) {
    progress(`judging account ${index + 1} of ${names.length}`)
    try {
      await judgeOne(name)
    } catch (error) {
      if (error instanceof UsageError || !(error instanceof Error)) throw error
      unusable.push({ folder: name, reason: error.message })
    }
  }
  endProgress()
  return { judged, unusable, cards, listed }
}
