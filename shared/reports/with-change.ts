import type { Change } from '#shared/findings/diff.ts'
import { byGravity } from '#shared/findings/audit.ts'
import { openBySeverity } from '#shared/findings/history.ts'
import { type AuditDocument, countBy, verdictOf } from './audit-document.ts'

/** The same audit, told with what was known before: status and first seen of each finding, and what is gone since. */
export const withChange = (document: AuditDocument, change: Change): AuditDocument => {
  const findings = [
    ...change.fresh,
    ...change.changed,
    ...change.stillOpen,
    ...change.resolved,
    ...change.excepted,
  ].sort(byGravity)
  const counts = openBySeverity(findings)
  return {
    ...document,
    findings,
    ...(change.state.history === undefined ? {} : { history: change.state.history }),
    summary: {
      ...document.summary,
      verdict: verdictOf(counts, document.notAssessed.length),
      findings: counts,
      byStatus: countBy(findings.map(({ status }) => status)),
    },
  }
}
