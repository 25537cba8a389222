import { isOlderThan } from '#shared/facts/instant.ts'
import { byCodeUnit } from '#shared/facts/order.ts'
import type { AccountState, ResolvedFinding } from './account-state.ts'
import type { AuditResult } from './audit.ts'
import { byGravity } from './audit.ts'
import type { Finding, NotAssessed } from './finding.ts'
import { openBySeverity, withDay } from './history.ts'
import { exceptedResolution, resolutionOf, whatChanged } from './what-changed.ts'

export interface Change {
  readonly firstRun: boolean
  readonly fresh: readonly Finding[]
  readonly changed: readonly Finding[]
  readonly stillOpen: readonly Finding[]
  /** Fixed or gone. */
  readonly resolved: readonly Finding[]
  /** All that is excepted now; those that were open in the last run carry a resolution. */
  readonly excepted: readonly Finding[]
  readonly newlyNotAssessed: readonly NotAssessed[]
  /** Of the last days, the resolved of this run among them. */
  readonly recentlyResolved: readonly ResolvedFinding[]
  readonly state: AccountState
}

export const notAssessedKey = ({ ruleId, subject }: NotAssessed): string =>
  `${ruleId}|${subject?.accessKeyId ?? subject?.arn ?? ''}`

/** Findings of the last run by every id under which they may come again; each is given out once. */
const formerFindings = (previous: AccountState | undefined) => {
  const byId = new Map((previous?.findings ?? []).map((finding) => [finding.id, finding]))
  const aliases = new Map(previous?.aliases)
  const given = new Set<string>()
  const claim = (id: string | undefined): Finding | undefined => {
    if (id === undefined || given.has(id)) return undefined
    const found = byId.get(id)
    if (found) given.add(id)
    return found
  }
  return {
    byItsId: (id: string) => claim(id),
    byOther: (ids: readonly string[]) => {
      for (const id of ids) {
        const found = claim(id) ?? claim(aliases.get(id))
        if (found) return found
      }
      return undefined
    },
    rest: () => [...byId.values()].filter(({ id }) => !given.has(id)),
  }
}

/** A finding keeps the id under which it was first told, and the day. */
const followed = (finding: Finding, known: Finding | undefined): Finding => {
  if (known === undefined) return finding
  const kept = { ...finding, id: known.id, firstSeen: known.firstSeen }
  if (finding.status === 'excepted')
    return known.status === 'excepted' ? kept : { ...kept, resolution: exceptedResolution(finding) }
  const change = whatChanged(known, finding)
  return change === undefined ? { ...kept, status: 'open' } : { ...kept, status: 'changed', change }
}

const followAll = ({ findings, otherIds, toldByAlerts }: AuditResult, former: ReturnType<typeof formerFindings>) => {
  const direct = findings.map((finding) => ({ finding, known: former.byItsId(finding.id) }))
  return direct.map(({ finding, known }) => {
    const others = otherIds?.(finding.id) ?? []
    const before = known ?? former.byOther([finding.id, ...others])
    const isTold = before === undefined && [finding.id, ...others].some((id) => toldByAlerts?.has(id))
    const now = isTold && finding.status === 'new' ? { ...finding, status: 'open' as const } : followed(finding, before)
    const aliases = [finding.id, ...others].filter((id) => id !== now.id).map((id) => [id, now.id] as const)
    return { now, aliases }
  })
}

/** What could not be assessed stays as it was: nobody knows better. */
const darkness = ({ notAssessed }: AuditResult) => {
  const subjects = new Set(notAssessed.map(notAssessedKey))
  const rules = new Set(notAssessed.filter(({ subject }) => subject?.type === 'account').map(({ ruleId }) => ruleId))
  return {
    covers: ({ ruleId, subject }: Finding): boolean =>
      rules.has(ruleId) || subjects.has(notAssessedKey({ ruleId, subject, reason: '' })),
    keys: [...subjects].sort(byCodeUnit),
  }
}

const withoutNews = ({ change: _change, resolution: _resolution, ...finding }: Finding): Finding => ({
  ...finding,
  status: finding.status === 'excepted' ? 'excepted' : 'open',
})

const resolvedOf = (finding: Finding, { judgements }: AuditResult): Finding => ({
  ...withoutNews(finding),
  status: 'resolved',
  ...(judgements === undefined ? {} : { resolution: resolutionOf(finding, judgements(finding.ruleId)) }),
})

const RETOLD_DAYS = 7
const MOST_RETOLD = 5_000

const recentlyResolvedOf = (
  resolved: readonly Finding[],
  previous: AccountState | undefined,
  backAgain: ReadonlySet<string>,
  now: Date,
): readonly ResolvedFinding[] => {
  const before = (previous?.recentlyResolved ?? []).filter(
    ({ finding, at }) => !backAgain.has(finding.id) && !isOlderThan(new Date(at), RETOLD_DAYS, now),
  )
  return [...resolved.map((finding) => ({ finding, at: now.toISOString() })), ...before].slice(0, MOST_RETOLD)
}

/**
 * What changed since the last run. A finding that is gone is resolved only when its rule could judge its subject again; one that
 * was excepted goes in silence.
 */
export const diff = (result: AuditResult, previous: AccountState | undefined, accountId: string, now: Date): Change => {
  const former = formerFindings(previous)
  const current = followAll(result, former)
  const dark = darkness(result)
  const gone = former.rest().filter(({ status }) => status !== 'resolved')
  const held = gone.filter(dark.covers).map(withoutNews)
  const resolved = gone
    .filter((finding) => !dark.covers(finding) && finding.status !== 'excepted')
    .map((finding) => resolvedOf(finding, result))
  const all = [...current.map(({ now }) => now), ...held].sort(byGravity)
  const knownDark = new Set(previous?.notAssessed)
  const heldIds = new Set(held.map(({ id }) => id))
  const aliases = [
    ...current.flatMap(({ aliases }) => aliases),
    ...(previous?.aliases ?? []).filter(([, id]) => heldIds.has(id)),
  ].sort(([a], [b]) => byCodeUnit(a, b))
  const today = result.dayOfHistory ?? { findings: openBySeverity(all), notAssessed: result.notAssessed.length }
  const recentlyResolved = recentlyResolvedOf(resolved, previous, new Set(all.map(({ id }) => id)), now)
  return {
    firstRun: previous === undefined,
    fresh: all.filter(({ status }) => status === 'new'),
    changed: all.filter(({ status }) => status === 'changed'),
    stillOpen: all.filter(({ status }) => status === 'open'),
    resolved: resolved.sort(byGravity),
    excepted: all.filter(({ status }) => status === 'excepted'),
    newlyNotAssessed: result.notAssessed.filter((gap) => !knownDark.has(notAssessedKey(gap))),
    recentlyResolved,
    state: {
      schemaVersion: 1,
      accountId,
      updatedAt: now.toISOString(),
      findings: all,
      notAssessed: dark.keys,
      ...(recentlyResolved.length === 0 ? {} : { recentlyResolved }),
      ...(aliases.length === 0 ? {} : { aliases }),
      history: withDay(previous?.history, today, now),
      outbox: [],
    },
  }
}
