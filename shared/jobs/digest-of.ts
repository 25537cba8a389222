import type { Change } from '#shared/findings/diff.ts'
import type { AuditDocument } from '#shared/reports/audit-document.ts'
import type { Digest } from '#shared/notifications/digest.ts'

export const digestOf = (
  document: AuditDocument,
  change: Change,
  place: { readonly reportLocation: string; readonly environment?: string | undefined },
): Digest => ({
  account: {
    id: document.account.id ?? 'unknown',
    name: document.account.alias ?? document.account.id ?? 'unknown',
    partition: document.account.partition,
  },
  assessedAt: document.assessedAt,
  ...(place.environment === undefined ? {} : { environment: place.environment }),
  firstRun: change.firstRun,
  counts: document.summary.findings,
  fresh: change.fresh,
  changed: change.changed,
  stillOpen: change.stillOpen,
  resolved: change.resolved,
  notAssessed: change.newlyNotAssessed,
  endingExceptions: [],
  reportLocation: place.reportLocation,
})
