import { describe, expect, test } from 'vitest'
import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { sortedUnique } from '#shared/facts/order.ts'

// Other tools' own test cases, put to our rules: the tool's verdict, ours, and the reason wherever the two differ.

/**
 * In the words of our own rules, whatever the tool calls it: a detection that fires says `FAIL`. `WARN`: a finding of a weaker kind.
 * `UNKNOWN`: the tool says that it cannot tell. `none`: it has no result at all.
 */
type Verdict = 'FAIL' | 'WARN' | 'PASS' | 'UNKNOWN' | 'none'
const MEANING = { FAIL: 'finding', WARN: 'finding', PASS: 'nothing', UNKNOWN: 'unknown', none: 'nothing' } as const

/**
 * `ours`: `rule subject` for each finding, or `rule` alone for one or more, whose subjects do not matter to the case; `rule ?` where
 * something could not be assessed.
 */
export type PeerCase<Given = readonly EvidenceFile[]> = readonly [
  name: string,
  theirs: Verdict,
  given: Given,
  ours: readonly string[],
  why?: string,
]

const isFinding = (said: string): boolean => !said.endsWith(' ?')
const meaningOf = (ours: readonly string[]): (typeof MEANING)[Verdict] => {
  if (ours.some(isFinding)) return 'finding'
  return ours.length > 0 ? 'unknown' : 'nothing'
}

/** What was said, without the subjects of the rules that `ours` names alone. */
const asPreciselyAs = (ours: readonly string[], said: readonly string[]): readonly string[] => {
  const ruleOf = (one: string): string => one.split(' ', 1).join('')
  const isNamedAlone = (one: string): boolean => isFinding(one) && ours.includes(ruleOf(one))
  const alone = sortedUnique(said.filter(isNamedAlone).map(ruleOf))
  return [...alone, ...said.filter((one) => !isNamedAlone(one))].toSorted()
}

/** Holds our rules to the cases of one check of a peer. `judge`: what our rules say of what a case gives them. */
export const describePeer = <Given>(
  check: string,
  judge: (given: Given) => readonly string[],
  cases: readonly PeerCase<Given>[],
): void => {
  describe(check, () => {
    for (const [name, theirs, given, ours, why] of cases)
      test(`${name} (theirs: ${theirs})`, () => {
        expect(asPreciselyAs(ours, judge(given))).toEqual(ours.toSorted())
        const agrees = MEANING[theirs] === meaningOf(ours)
        expect(why === undefined, 'a difference, and only that, has its reason').toBe(agrees)
      })
  })
}
