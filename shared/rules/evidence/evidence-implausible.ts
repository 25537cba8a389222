import type { AccountFacts } from '#shared/facts/account.ts'
import type { EvidenceProblem } from '#shared/facts/evidence-source.ts'
import { fail } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { subjectOf } from '../subject.ts'

/** The value is not used, everything else of the subject is judged. Other problems cost a row, or a whole subject. */
const ONLY_A_VALUE: ReadonlySet<string> = new Set(['impossible-date', 'future-date', 'used-before-created'])

const SHOWN = 3

/** One finding for each sort of problem with one subject, because its id is made of these. */
const mergedProblemsOf = (account: AccountFacts): readonly EvidenceProblem[] => {
  const byIdentity = Map.groupBy(account.problems, (problem) => subjectOf(problem, account).identity)
  return [...byIdentity.values()].flatMap(([first, ...others]) => {
    if (!first) return []
    const reasons = [...new Set([first, ...others].map(({ reason }) => reason))]
    const more = reasons.length > SHOWN ? ` (and ${reasons.length - SHOWN} more)` : ''
    return [{ ...first, reason: `${reasons.slice(0, SHOWN).join(' ')}${more}` }]
  })
}

export const evidenceImplausible = defineRule({
  id: 'evidence-implausible',
  family: 'evidence',
  title: 'The evidence holds a row that cannot be read, or a value that cannot be right',
  severity: 'medium',
  frameworks: [],
  rationale:
    'A row with a missing field, a use before the creation, a date in the future or one name in two rows: either the file was damaged or changed, or a name in it was made to confuse its readers.',
  remediation:
    'Collect the evidence again. If the value stands, ask IAM about this subject directly and look who named it so.',
  needs: [],
  subjects: mergedProblemsOf,
  evaluate: ({ reason, where, code, source }) =>
    fail(reason.includes(where) ? reason : `${where}: ${reason}`, {
      evidence: { source, code, where },
      ...(ONLY_A_VALUE.has(code) ? { severity: 'low' as const } : {}),
    }),
})
