import type { SecurityHubClient } from '@aws-sdk/client-securityhub'
import { importFindings, type ImportResult } from '#shared/clients/security-hub.ts'
import type { Change } from '#shared/findings/diff.ts'
import type { AuditDocument } from '#shared/reports/audit-document.ts'
import { asffOf } from '#shared/reports/asff.ts'

export interface SecurityHub {
  readonly client: SecurityHubClient
  readonly region: string
}

/**
 * All that is open, and what ended in the last days: Security Hub forgets findings that nobody updates, and an archiving that was
 * throttled yesterday is repeated today. The same id is the same finding, so telling it again changes nothing but its time.
 */
export const copyToSecurityHub = (
  { client, region }: SecurityHub,
  { account, assessedAt }: AuditDocument,
  { fresh, changed, stillOpen, excepted, recentlyResolved }: Change,
): Promise<ImportResult> => {
  const place = { accountId: account.id ?? '', partition: account.partition, region }
  const findings = [...fresh, ...changed, ...stillOpen, ...excepted, ...recentlyResolved.map(({ finding }) => finding)]
  return importFindings(
    client,
    findings.map((finding) => asffOf(finding, assessedAt, place)),
  )
}
