import { fail, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { exceptionEvidence, exceptionWords, findingsWords, lastDay } from './exception-words.ts'

const afterwards = (matched: number): string =>
  matched === 0 ? 'nothing needs it any more' : `${findingsWords(matched)} ${matched === 1 ? 'is' : 'are'} open again`

export const exceptionExpired = defineRule({
  id: 'exception-expired',
  family: 'exceptions',
  title: 'An exception has expired',
  severity: 'medium',
  frameworks: [],
  rationale:
    'Somebody promised to be done by that day. What was excepted counts again, and the line that says otherwise misleads whoever reads it.',
  remediation:
    'Fix what was excepted and remove the line. If it needs more time, let the owner give a new reason and a new day.',
  needs: [],
  subjects: ({ exceptions = [] }) => exceptions,
  evaluate(use, { now }) {
    if (now < use.endsAt) return pass
    return fail(
      `${exceptionWords(use)} expired on ${lastDay(use)}; ${afterwards(use.matched)}. Its owner is ${use.owner}.`,
      {
        since: use.endsAt,
        evidence: exceptionEvidence(use),
        ...(use.matched === 0 ? { severity: 'low' as const } : {}),
      },
    )
  },
})
