import type { EvidenceSource } from '#shared/facts/evidence-source.ts'
import { HOUR_MS } from '#shared/facts/instant.ts'
import { type Known, known } from '#shared/facts/known.ts'
import type { AccountRecord } from './account-record.ts'
import { type CredentialReport, parseCredentialReport } from './credential-report.ts'
import { readFile, type SourceLedger } from './source-ledger.ts'

/** IAM makes a new report at most every four hours; an older one is not what it would answer today. */
const MAX_REPORT_AGE_MS = 4 * HOUR_MS

const sourceOf = (file: string, generatedAt: Known<Date>, now: Date): EvidenceSource => {
  if (generatedAt.state === 'unknown') return { state: 'read', file }
  const at = generatedAt.value
  if (now.getTime() - at.getTime() <= MAX_REPORT_AGE_MS) return { state: 'read', file, generatedAt: at }
  const reason = `The credential report was made ${at.toISOString()}, more than 4 hours before ${now.toISOString()}; what was right then is not known to be right now.`
  return { state: 'stale', file, generatedAt: at, reason }
}

/** The report with its time, from its own answer or from `account.json`. */
export const readCredentialReport = (ledger: SourceLedger, record: AccountRecord): Known<CredentialReport> => {
  const read = readFile(ledger, 'credential-report', parseCredentialReport)
  if (read.state === 'unknown') return read
  const report = read.value
  const generatedAt = report.generatedAt.state === 'known' ? report.generatedAt : record.reportGeneratedAt
  ledger.sources.set('credential-report', sourceOf(report.file, generatedAt, ledger.now))
  return known({ ...report, generatedAt: generatedAt.state === 'known' ? generatedAt : report.generatedAt })
}
