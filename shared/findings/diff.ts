import type { AccountState } from './account-state.ts'
import type { AuditResult } from './audit.ts'
import { byGravity } from './audit.ts'
import type { Finding, NotAssessed } from './finding.ts'

export interface Change {
  readonly firstRun: boolean
  readonly fresh: readonly Finding[]
  readonly changed: readonly Finding[]
  readonly stillOpen: readonly Finding[]
  readonly resolved: readonly Finding[]
  readonly newlyNotAssessed: readonly NotAssessed[]
  readonly state: AccountState
}

export const notAssessedKey = ({ ruleId, subject }: NotAssessed): string =>
  `${ruleId}|${subject?.accessKeyId ?? subject?.arn ?? ''}`

/**
 * A grown age is no change ("91 days" yesterday, "92 days" today): only another severity is, or other evidence than a number of days.
 */
const isChanged = (before: Finding, now: Finding): boolean =>
  before.severity !== now.severity || withoutDays(before.message) !== withoutDays(now.message)

const withoutDays = (message: string): string => message.replaceAll(/\d+ days?/g, 'days')

/**
 * What changed since the last run. A finding that is gone is resolved only when its rule could judge its subject again: what could
 * not be assessed stays open, as nobody knows better.
 */
export const diff = (result: AuditResult, previous: AccountState | undefined, accountId: string, now: Date): Change => {
  const before = new Map((previous?.findings ?? []).map((finding) => [finding.id, finding]))
  const dark = new Set(result.notAssessed.map(notAssessedKey))
  const darkRules = new Set(
    result.notAssessed.filter(({ subject }) => subject?.type === 'account').map(({ ruleId }) => ruleId),
  )
  const current = result.findings.map((finding): Finding => {
    const known = before.get(finding.id)
    if (known === undefined) return finding
    const status = isChanged(known, finding) ? 'changed' : 'open'
    return { ...finding, firstSeen: known.firstSeen, status }
  })
  const currentIds = new Set(current.map(({ id }) => id))
  const gone = [...before.values()].filter(({ id, status }) => !currentIds.has(id) && status !== 'resolved')
  const isDark = (finding: Finding): boolean =>
    darkRules.has(finding.ruleId) ||
    dark.has(notAssessedKey({ ruleId: finding.ruleId, subject: finding.subject, reason: '' }))
  const held = gone.filter(isDark).map((finding): Finding => ({ ...finding, status: 'open' }))
  const resolved = gone
    .filter((finding) => !isDark(finding))
    .map((finding): Finding => ({ ...finding, status: 'resolved' }))
  const open = [...current, ...held].sort(byGravity)
  const knownDark = new Set(previous?.notAssessed)
  return {
    firstRun: previous === undefined,
    fresh: open.filter(({ status }) => status === 'new'),
    changed: open.filter(({ status }) => status === 'changed'),
    stillOpen: open.filter(({ status }) => status === 'open'),
    resolved: resolved.sort(byGravity),
    newlyNotAssessed: result.notAssessed.filter((gap) => !knownDark.has(notAssessedKey(gap))),
    state: {
      schemaVersion: 1,
      accountId,
      updatedAt: now.toISOString(),
      findings: open,
      notAssessed: [...dark].sort(),
      outbox: [],
    },
  }
}
