import type { RuleCard } from '#shared/rules/rule.ts'
import { SEVERITIES } from '#shared/rules/severity.ts'
import type { Finding } from './finding.ts'

export interface Overlapping {
  readonly findings: ReadonlyMap<string, Finding>
  /** By a finding's id: type and identity of its subject. */
  readonly subjectOf: (id: string) => string
}

export interface WithoutOverlaps {
  readonly findings: ReadonlyMap<string, Finding>
  /** By the id of a finding that stays: the ids of those that gave way to it. */
  readonly gaveWay: ReadonlyMap<string, readonly string[]>
}

type Yielding = Pick<RuleCard, 'id' | 'yieldsTo'>

const isAsGrave = (a: Finding, b: Finding): boolean => SEVERITIES.indexOf(a.severity) <= SEVERITIES.indexOf(b.severity)

const union = (...lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())]

/** What is excepted neither yields nor takes over: an exception is for one rule. */
const isOpen = ({ status }: Finding): boolean => status !== 'excepted'

/**
 * One fact is one finding: a rule gives way to another that tells the same of the same subject and more, at least as gravely. The finding
 * that stays answers the requirements of both, and goes on under whichever id was told first.
 */
export const withoutOverlaps = (rules: readonly Yielding[], { findings, subjectOf }: Overlapping): WithoutOverlaps => {
  const kept = new Map(findings)
  const gaveWay = new Map<string, string[]>()
  const takers = new Set(rules.flatMap(({ yieldsTo = [] }) => yieldsTo))
  const isTaker = (finding: Finding): boolean => isOpen(finding) && takers.has(finding.ruleId)
  const bySubject = Map.groupBy(findings.values().filter(isTaker), ({ id }) => subjectOf(id))
  const takerOf = (finding: Finding, yieldsTo: readonly string[]): Finding | undefined => {
    const together = bySubject.get(subjectOf(finding.id)) ?? []
    const [found] = yieldsTo.flatMap((ruleId) => together.filter((other) => other.ruleId === ruleId))
    return found !== undefined && isAsGrave(found, finding) ? kept.get(found.id) : undefined
  }
  const byRule = Map.groupBy(findings.values().filter(isOpen), ({ ruleId }) => ruleId)
  // Whoever yields to a rule that yields itself is looked at first, so that its word is passed on.
  for (const { id: ruleId, yieldsTo = [] } of inOrder(rules)) {
    for (const { id } of byRule.get(ruleId) ?? []) {
      const finding = kept.get(id)
      const taker = finding && takerOf(finding, yieldsTo)
      if (finding === undefined || taker === undefined) continue
      kept.delete(finding.id)
      kept.set(taker.id, {
        ...taker,
        frameworks: union(taker.frameworks, finding.frameworks),
        alsoTells: union(taker.alsoTells ?? [], [finding.ruleId], finding.alsoTells ?? []),
      })
      gaveWay.set(taker.id, [...(gaveWay.get(taker.id) ?? []), finding.id])
    }
  }
  return { findings: kept, gaveWay }
}

/** Rules that nobody else yields to come first; the lists are data, and a test holds them free of circles. */
const inOrder = (rules: readonly Yielding[]): readonly Yielding[] => {
  const yielding = rules.filter(({ yieldsTo = [] }) => yieldsTo.length > 0)
  const depthOf = (rule: Yielding): number =>
    1 + Math.max(0, ...yielding.filter(({ id }) => rule.yieldsTo?.includes(id)).map(depthOf))
  return yielding.toSorted((a, b) => depthOf(b) - depthOf(a))
}
