import { isOlderThan } from '#shared/facts/instant.ts'
import { fail, notApplicable, pass } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { exceptionEvidence, exceptionWords, findingsWords, lastDay } from './exception-words.ts'

export const exceptionEndsSoon = defineRule({
  id: 'exception-ends-soon',
  family: 'exceptions',
  title: 'An exception ends soon',
  severity: 'low',
  frameworks: [],
  rationale:
    'What is excepted becomes an open finding on that day. Its owner can still finish in time, or ask for more.',
  remediation:
    'Tell the owner. Finish the work and remove the line, or give a new reason and a new day before it ends.',
  needs: [],
  parameters: { noticeDays: days(14, 'Days before its end from which an exception is announced.') },
  subjects: ({ exceptions = [] }) => exceptions,
  evaluate(use, { now, parameters: { noticeDays } }) {
    if (now >= use.endsAt) return notApplicable('the exception has ended')
    if (use.matched === 0) return notApplicable('the exception matches nothing')
    if (isOlderThan(now, noticeDays, use.endsAt)) return pass
    return fail(
      `${exceptionWords(use)} ends on ${lastDay(use)}: then ${findingsWords(use.matched)} will be open. Its owner is ${use.owner}.`,
      { evidence: exceptionEvidence(use) },
    )
  },
})
