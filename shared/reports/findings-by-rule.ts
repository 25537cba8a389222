import type { Finding } from '#shared/findings/finding.ts'
import { SEVERITIES, type Severity } from '#shared/findings/finding.ts'

export interface RuleGroup {
  readonly severity: Severity
  readonly ruleId: string
  readonly title: string
  readonly findings: readonly Finding[]
}

/** Findings of one rule at one severity stand together; groups keep the order of their worst finding. */
export const findingsByRule = (findings: readonly Finding[]): readonly RuleGroup[] => {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const key = `${SEVERITIES.indexOf(finding.severity)} ${finding.ruleId}`
    const group = groups.get(key)
    if (group) group.push(finding)
    else groups.set(key, [finding])
  }
  return [...groups.values()].flatMap((members) => {
    const [first] = members
    return first ? [{ severity: first.severity, ruleId: first.ruleId, title: first.title, findings: members }] : []
  })
}
