import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { exceptionEvidence, exceptionWords } from './exception-words.ts'

export const exceptionUnused = defineRule({
  id: 'exception-unused',
  family: 'exceptions',
  title: 'An exception matches no finding',
  severity: 'low',
  frameworks: [],
  rationale:
    'Either the work is done and the line was forgotten, or its pattern never matched what it was meant for. It waits to hide the next finding that fits.',
  remediation:
    'Remove the line, or correct its pattern: it is compared with the ARN, the name and the access key id of the subject.',
  needs: [],
  subjects: ({ exceptions = [] }) => exceptions,
  evaluate(use, { now }) {
    if (use.matched > 0) return pass
    if (now >= use.endsAt) return notApplicable('the exception has ended')
    if (use.ruleInTheDark)
      return unknown(
        `Whether the exception from ${use.ruleId} is needed is not known: that rule could not judge everything.`,
      )
    return fail(`${exceptionWords(use)} matches no finding. Its owner is ${use.owner}.`, {
      evidence: exceptionEvidence(use),
    })
  },
})
