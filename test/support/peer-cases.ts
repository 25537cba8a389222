import { describe, expect, test } from 'vitest'
import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { sortedUnique } from '#shared/facts/order.ts'
import { auditAccount } from '#shared/jobs/audit-account.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { NOW } from '#test/evidence/evidence-folder.ts'

// Another tool's own test cases, judged the way a user's evidence is: files in, findings out.

/** `MANUAL`: the tool says that it cannot tell. `none`: it has no result at all. */
type PeerVerdict = 'FAIL' | 'PASS' | 'MANUAL' | 'none'

/** `ours`: the rules that find something, or `rule?` where one does not know. Where the verdicts differ, the last text says why. */
export type PeerCase = readonly [
  name: string,
  theirs: PeerVerdict,
  files: readonly EvidenceFile[],
  ours: readonly string[],
  why?: string,
]

const verdictsOf = (files: readonly EvidenceFile[], ruleIds: readonly string[]): readonly string[] => {
  const { result } = auditAccount({
    files,
    ruleIds,
    // Rules that are off until somebody asks for them are asked for here.
    configuration: { ...defaultConfiguration, rules: new Map(ruleIds.map((id) => [id, { enabled: true }])) },
    now: NOW,
    version: 'test',
    inventory: false,
  })
  return sortedUnique([
    ...result.findings.map(({ ruleId }) => ruleId),
    ...result.notAssessed.map(({ ruleId }) => `${ruleId}?`),
  ])
}

const meaningOf = (ours: readonly string[]): 'FAIL' | 'MANUAL' | 'PASS' => {
  if (ours.some((one) => !one.endsWith('?'))) return 'FAIL'
  return ours.length > 0 ? 'MANUAL' : 'PASS'
}

/** Runs the rules that answer a peer's check over its cases, and asks for a reason wherever the two disagree. */
export const describePeerCheck = (check: string, ruleIds: readonly string[], cases: readonly PeerCase[]): void => {
  describe(check, () => {
    const rows = cases.map(([name, theirs, files, ours, why]) => ({ name, theirs, files, ours, why }))
    test.each(rows)('$name (theirs: $theirs)', ({ theirs, files, ours, why }) => {
      expect(verdictsOf(files, ruleIds)).toEqual([...ours].sort())
      const agrees = meaningOf(ours) === (theirs === 'none' ? 'PASS' : theirs)
      expect(why === undefined, agrees ? 'a reason where nothing differs' : 'a difference without a reason').toBe(
        agrees,
      )
    })
  })
}
