import { stateFolder } from '#shared/clients/state-folder.ts'
import type { AuditOutcome } from '#shared/jobs/audit-account.ts'
import { rememberAndAnnounce } from '#shared/jobs/remember-and-announce.ts'
import type { AuditDocument } from '#shared/reports/audit-document.ts'
import { withChange } from '#shared/reports/with-change.ts'
import { UsageError } from './exit-codes.ts'

/** The document with what an earlier run of this laptop knew: first seen, open, changed and resolved. Nobody is notified. */
export const rememberedDocument = async (
  { result, document }: AuditOutcome,
  folder: string,
  now: Date,
): Promise<AuditDocument> => {
  const accountId = document.account.id
  if (accountId === null)
    throw new UsageError(
      'The evidence does not say which account it is of; --state needs account.json or ARNs with one account id.',
    )
  const announcing = { store: stateFolder(folder), publish: async () => {}, messageFor: () => undefined }
  const change = await rememberAndAnnounce(announcing, result, accountId, now)
  return withChange(document, change)
}
