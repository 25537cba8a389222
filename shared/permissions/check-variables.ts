import { isConditionKey } from '#shared/catalogue/condition-keys.ts'
import type { Statement } from '#shared/facts/policy.ts'
import { isClaimKey } from './check-conditions.ts'
import { variableTextOf, variablesOf } from './policy-variable.ts'
import type { PolicyIssue } from './policy-issue.ts'
import { issueAt, shown } from './statement-check.ts'
import type { StatementCheck } from './statement-check.ts'

type Place = readonly [element: string, text: string]

const placesOf = ({ resources, notResources, conditions }: Statement): readonly Place[] => [
  ...(resources ?? []).map((text, index): Place => [`Resource[${index}]`, text]),
  ...(notResources ?? []).map((text, index): Place => [`NotResource[${index}]`, text]),
  ...conditions.flatMap(({ operator, key, values }) =>
    values.map((text): Place => [`Condition.${operator}.${key}`, text]),
  ),
]

// Filled in by the service itself and in no catalogue of condition keys: AWS Transfer Family, AWS IoT.
const OF_SERVICES = /^(?:transfer|iot):/u

const unknownIn = (statement: Statement, [element, text]: Place): readonly PolicyIssue[] =>
  variablesOf(variableTextOf(text, true))
    .filter((key) => !isConditionKey(key) && !isClaimKey(key) && !OF_SERVICES.test(key))
    .map((key) =>
      issueAt(statement, ['unknown-variable', 'warning'], element, [
        `Policy variable "\${${shown(key)}}" does not exist: no request fills it in, and the text with it matches nothing.`,
      ]),
    )

/** Policy variables that some request can fill in. */
export const checkVariables: StatementCheck = (statement) =>
  placesOf(statement)
    .filter(([, text]) => text.includes('${'))
    .flatMap((place) => unknownIn(statement, place))
