import type { Condition } from '#shared/facts/policy.ts'
import { conditionOperatorOf } from './condition-operator.ts'

/** `meant`: whoever wrote IfExists, ForAllValues or Null has thought of requests without the key. */
type WhenAbsent = 'holds' | 'fails' | 'meant'

/** What a condition decides of a request that does not carry its key. */
export const whenKeyAbsent = ({ operator, values }: Condition): WhenAbsent => {
  const read = conditionOperatorOf(operator)
  if (read === undefined || read.ifExists || read.set === 'all') return 'meant'
  if (read.comparison === 'null') return values.every((value) => value.toLowerCase() === 'false') ? 'fails' : 'meant'
  return read.negated && read.set !== 'any' ? 'holds' : 'fails'
}
