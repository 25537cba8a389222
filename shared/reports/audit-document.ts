import { createHash } from 'node:crypto'
import type { AccountFacts } from '#shared/facts/account.ts'
import { knownOr } from '#shared/facts/known.ts'
import { byCodeUnit, byKey } from '#shared/facts/order.ts'
import type { AuditResult } from '#shared/findings/audit.ts'
import type { Finding, NotAssessed } from '#shared/findings/finding.ts'
import { type DayOfHistory, openBySeverity } from '#shared/findings/history.ts'
import type { Inventory } from './inventory.ts'

/** The JSON of `audit`, and the only thing that every other format reads. Keys are added, never renamed (`docs/json.md`). */
export interface AuditDocument extends Inventory {
  readonly schemaVersion: 1
  readonly tool: { readonly name: string; readonly version: string }
  readonly account: { readonly id: string | null; readonly partition: string; readonly alias: string | null }
  readonly assessedAt: string
  readonly evidence: {
    readonly collectedAt: string | null
    readonly reportGeneratedAt: string | null
    readonly files: readonly EvidenceFileEntry[]
    readonly sources: readonly SourceEntry[]
    readonly activity: ActivityEntry | null
  }
  readonly findings: readonly Finding[]
  readonly notAssessed: readonly NotAssessed[]
  readonly passed: Readonly<Record<string, number>>
  readonly summary: AuditSummary
  /** One entry a day, the oldest first; only where the runs are remembered. */
  readonly history?: readonly DayOfHistory[]
}

export interface EvidenceFileEntry {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
}

export interface SourceEntry {
  readonly source: string
  readonly state: string
  readonly reason: string | null
}

export interface ActivityEntry {
  readonly records: number
  readonly first: string | null
  readonly last: string | null
}

export interface AuditSummary {
  /** The verdict in one sentence. */
  readonly verdict: string
  readonly findings: Readonly<Record<Finding['severity'], number>>
  readonly byStatus: Readonly<Record<string, number>>
  readonly notAssessed: number
  readonly rules: {
    readonly run: number
    readonly failing: number
    readonly passing: number
    readonly notAssessed: number
  }
  readonly subjects: {
    readonly users: number | null
    readonly groups: number | null
    readonly roles: number | null
    readonly policies: number | null
    readonly accessKeys: number | null
  }
}

export interface AuditDocumentInput {
  readonly version: string
  readonly account: AccountFacts
  readonly now: Date
  readonly result: AuditResult
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  readonly activity: ActivityEntry | null
  readonly inventory: Inventory
}

const countOf = (list: AccountFacts['groups' | 'roles' | 'policies' | 'users']): number | null =>
  list.state === 'known' ? list.value.length : null

const accessKeyCount = (account: AccountFacts): number | null =>
  account.users.state === 'known'
    ? account.users.value.reduce((sum, user) => sum + knownOr(user.accessKeys, []).length, 0)
    : null

export const verdictOf = (counts: AuditSummary['findings'], notAssessed: number): string => {
  const grave = counts.critical + counts.high
  const gaps = notAssessed === 0 ? '' : ` ${notAssessed} ${notAssessed === 1 ? 'check' : 'checks'} could not be made.`
  if (counts.critical > 0) return `In danger: ${counts.critical} critical and ${counts.high} high findings.${gaps}`
  if (grave > 0) return `Needs work: ${counts.high} high findings, none critical.${gaps}`
  if (counts.medium + counts.low > 0) return `No grave finding; ${counts.medium + counts.low} to tidy up.${gaps}`
  return notAssessed === 0 ? 'Nothing to report.' : `Nothing found in what could be seen.${gaps}`
}

export const countBy = (values: readonly string[]): Readonly<Record<string, number>> => {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return Object.fromEntries([...counts].sort(([a], [b]) => byCodeUnit(a, b)))
}

export const auditDocument = ({
  version,
  account,
  now,
  result,
  files,
  activity,
  inventory,
}: AuditDocumentInput): AuditDocument => {
  const { findings, notAssessed, passed } = result
  const failing = new Set(findings.map(({ ruleId }) => ruleId))
  for (const { alsoTells = [] } of findings) for (const ruleId of alsoTells) failing.add(ruleId)
  const unseen = new Set(notAssessed.map(({ ruleId }) => ruleId))
  const counts = openBySeverity(findings)
  const passing = [...passed].filter(([id, passes]) => passes > 0 && !failing.has(id) && !unseen.has(id))
  return {
    schemaVersion: 1,
    tool: { name: 'credaudit', version },
    account: { id: knownOr(account.id, null), partition: account.partition, alias: account.alias ?? null },
    assessedAt: now.toISOString(),
    evidence: {
      collectedAt: account.collectedAt?.toISOString() ?? null,
      reportGeneratedAt: knownOr(account.reportGeneratedAt, undefined)?.toISOString() ?? null,
      files: files
        .map(({ name, bytes }) => ({
          file: name,
          bytes: bytes.byteLength,
          sha256: createHash('sha256').update(bytes).digest('hex'),
        }))
        .sort(byKey(({ file }) => file)),
      sources: [...account.sources]
        .map(([source, state]) => ({ source, state: state.state, reason: 'reason' in state ? state.reason : null }))
        .sort(byKey(({ source }) => source)),
      activity,
    },
    findings,
    notAssessed,
    passed: Object.fromEntries([...passed].sort(([a], [b]) => byCodeUnit(a, b))),
    summary: {
      verdict: verdictOf(counts, notAssessed.length),
      findings: counts,
      byStatus: countBy(findings.map(({ status }) => status)),
      notAssessed: notAssessed.length,
      rules: { run: passed.size, failing: failing.size, passing: passing.length, notAssessed: unseen.size },
      subjects: {
        users: countOf(account.users),
        groups: countOf(account.groups),
        roles: countOf(account.roles),
        policies: countOf(account.policies),
        accessKeys: accessKeyCount(account),
      },
    },
    ...inventory,
  }
}
