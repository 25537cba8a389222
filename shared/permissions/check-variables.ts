import { isConditionKey } from '#shared/catalogue/condition-keys.ts'
import type { Statement } from '#shared/facts/policy.ts'
import { isClaimKey } from './check-conditions.ts'
import { conditionOperatorOf } from './condition-operator.ts'
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

const NAME = /^[^\s,${}]+$/u
const NAME_WITH_DEFAULT = /^[^\s,${}]+\s*,\s*'[^']*'$/u

/** What is wrong with the writing of a variable: `\${aws:username`, `\${ aws:username }`, `\${aws:username, nobody}`. */
const malformedIn = (text: string): string | undefined => {
  if (/\$\{[^}]*(?:\$\{|$)/u.test(text)) return 'a brace is missing'
  const wrong = [...text.matchAll(/\$\{(?<body>[^}]*)\}/gu)].find(
    ({ groups }) =>
      groups?.['body'] !== '$' && !NAME.test(groups?.['body'] ?? '') && !NAME_WITH_DEFAULT.test(groups?.['body'] ?? ''),
  )
  if (wrong === undefined) return undefined
  return wrong[0].includes(',') ? 'a default value stands in single quotes' : 'a name has no blanks'
}

const checkPlace = (statement: Statement, place: Place): readonly PolicyIssue[] => {
  const [element, text] = place
  const fault = malformedIn(text)
  if (fault === undefined) return unknownIn(statement, place)
  return [
    issueAt(statement, ['malformed-variable', 'error'], element, [
      `A policy variable of "${shown(text)}" is written wrongly: ${fault}.`,
    ]),
  ]
}

// Of Bool the user guide says both. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse
const TAKES_VARIABLES = /^(?:string|arn|bool)/u

const checkOperators = (statement: Statement): readonly PolicyIssue[] =>
  statement.conditions
    .filter(({ operator, values }) => {
      const comparison = conditionOperatorOf(operator)?.comparison ?? 'string'
      return !TAKES_VARIABLES.test(comparison) && values.some((value) => /\$\{[^}]/u.test(value))
    })
    .map(({ operator, key }) =>
      issueAt(statement, ['variable-not-for-operator', 'error'], `Condition.${operator}.${key}`, [
        `${shown(operator)} takes no policy variables: IAM fills them in for String and Arn operators only.`,
      ]),
    )

const mayHoldVariable = (text: string): boolean => text.includes('${')

const mentionsVariables = ({ resources, notResources, conditions }: Statement): boolean =>
  resources?.some(mayHoldVariable) === true ||
  notResources?.some(mayHoldVariable) === true ||
  conditions.some(({ values }) => values.some(mayHoldVariable))

/** Policy variables that some request can fill in, written as IAM reads them. */
export const checkVariables: StatementCheck = (statement) =>
  mentionsVariables(statement)
    ? [
        ...placesOf(statement)
          .filter(([, text]) => mayHoldVariable(text))
          .flatMap((place) => checkPlace(statement, place)),
        ...checkOperators(statement),
      ]
    : []
