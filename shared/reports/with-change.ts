import type { Change } from '#shared/findings/diff.ts'
import { byGravity } from '#shared/findings/audit.ts'
import { type AuditDocument, countBy } from './audit-document.ts'

/** The same audit, told with what was known before: status and first seen of each finding, and what is gone since. */
export const withChange = (document: AuditDocument, change: Change): AuditDocument => {
  const findings = [...change.fresh, ...change.changed, ...change.stillOpen, ...change.resolved].sort(byGravity)
  return {
    ...document,
    findings,
    summary: { ...document.summary, byStatus: countBy(findings.map(({ status }) => status)) },
  }
}
