import type { Change } from '#shared/findings/diff.ts'
import type { Finding } from '#shared/findings/finding.ts'
import type { AuditDocument } from '#shared/reports/audit-document.ts'
import type { Digest } from '#shared/notifications/digest.ts'

export interface DigestPlace {
  readonly reportLocation: string
  readonly reportUrl?: string | undefined
  readonly environment?: string | undefined
}

const isEndingException = ({ ruleId, status }: Finding): boolean =>
  ruleId === 'exception-ends-soon' && status !== 'excepted'

export const digestOf = (document: AuditDocument, change: Change, place: DigestPlace): Digest => ({
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
  // Who excepts a finding ends it for the readers of the digest; the report goes on listing it.
  resolved: [...change.resolved, ...change.excepted.filter(({ resolution }) => resolution !== undefined)],
  notAssessed: change.newlyNotAssessed,
  endingExceptions: document.findings.filter(isEndingException).map(({ message }) => message),
  reportLocation: place.reportLocation,
  ...(place.reportUrl === undefined ? {} : { reportUrl: place.reportUrl }),
})
