import { type Known, known, unknownFact } from '#shared/facts/known.ts'
import type { LastAccessed, LastAccessedReport } from '#shared/facts/last-accessed.ts'
import type { AccountRecord } from './account-record.ts'
import { EvidenceError } from './evidence-error.ts'
import type { EvidenceFile } from './evidence-file.ts'
import { parseServiceLastAccessed } from './service-last-accessed.ts'
import type { SourceLedger } from './source-ledger.ts'

const IN_SUBFOLDER = /^(?:\.\/)?service-last-accessed\//u

/** IAM's reports in the sub-folder; one that cannot be read is a problem of the evidence, and the others are used. */
export const lastAccessedOf = (
  { problems }: Pick<SourceLedger, 'problems'>,
  files: readonly EvidenceFile[],
  { lastAccessedFailures: failures }: Pick<AccountRecord, 'lastAccessedFailures'>,
): Known<LastAccessed> => {
  const reports = files.flatMap((file): readonly LastAccessedReport[] => {
    if (!IN_SUBFOLDER.test(file.name)) return []
    try {
      return [parseServiceLastAccessed(file)]
    } catch (error) {
      if (!(error instanceof EvidenceError)) throw error
      problems.push({
        kind: 'evidence-problem',
        source: 'service-last-accessed',
        where: file.name,
        code: 'unreadable-report',
        reason: error.message,
      })
      return []
    }
  })
  if (reports.length > 0) return known({ reports, failures })
  // Who is refused for one is refused for all: one reason, and not one for each principal.
  const [refused] = failures.values()
  return unknownFact(
    refused ?? 'IAM was not asked when services were last used: collect the evidence with --last-accessed.',
  )
}
