import { isJsonObject, ownProperty } from '#shared/facts/json.ts'
import type { JsonObject, JsonValue } from '#shared/facts/json.ts'
import { unknownElement } from './element-name.ts'
import { namesPrincipals } from './policy-issue.ts'
import type { IssueCode, IssueSeverity, PolicyIssue, PolicyKind } from './policy-issue.ts'

const ELEMENTS: readonly string[] = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]

/** Makes issues of one statement. */
const issueIn =
  (statementIndex: number) =>
  (code: IssueCode, severity: IssueSeverity, element: string, message: string): PolicyIssue => ({
    code,
    severity,
    statementIndex,
    path: element === '' ? `Statement[${statementIndex}]` : `Statement[${statementIndex}].${element}`,
    message,
  })
type Issue = ReturnType<typeof issueIn>

const has = (statement: JsonObject, name: string): boolean => ownProperty(statement, name) !== undefined

const checkPair = (statement: JsonObject, name: string, needed: boolean, issue: Issue): readonly PolicyIssue[] => {
  const negated = `Not${name}`
  if (has(statement, name) && has(statement, negated))
    return [issue('conflicting-elements', 'error', negated, `${name} and ${negated} exclude each other.`)]
  return needed && !has(statement, name) && !has(statement, negated)
    ? [issue('missing-element', 'error', name, `${name} is missing.`)]
    : []
}

const checkEffect = (statement: JsonObject, issue: Issue): readonly PolicyIssue[] => {
  const effect = ownProperty(statement, 'Effect')
  if (effect === undefined) return [issue('missing-element', 'error', 'Effect', 'Effect is missing.')]
  if (effect === 'Allow' || effect === 'Deny') return []
  const message = `Effect ${JSON.stringify(effect)} does not exist: it is "Allow" or "Deny", in this case of letters.`
  return [issue('wrong-effect', 'error', 'Effect', message)]
}

const checkSid = (statement: JsonObject, kind: PolicyKind, issue: Issue): readonly PolicyIssue[] => {
  const sid = ownProperty(statement, 'Sid')
  if (sid === undefined) return []
  // IAM policies allow letters and digits; Organizations' policies any text.
  const plain =
    kind === 'service-control-policy' || kind === 'resource-control-policy' ? /^[\s\S]*$/u : /^[A-Za-z0-9]*$/u
  if (typeof sid === 'string' && plain.test(sid)) return []
  return [
    issue('wrong-sid', 'error', 'Sid', `Sid ${JSON.stringify(sid).slice(0, 80)} may have letters and digits only.`),
  ]
}

const checkTexts = (value: JsonValue | undefined, name: string, issue: Issue): readonly PolicyIssue[] => {
  if (value === undefined || typeof value === 'string') return []
  if (!Array.isArray(value)) return [issue('wrong-type', 'error', name, `${name} is a text or a list of texts.`)]
  if (value.length === 0)
    return [issue('empty-list', 'error', name, `${name} is empty: the statement matches nothing.`)]
  return value.every((one) => typeof one === 'string')
    ? []
    : [issue('wrong-type', 'error', name, `${name} may hold texts only.`)]
}

const isConditionValue = (value: JsonValue): boolean => ['string', 'number', 'boolean'].includes(typeof value)

/** Condition keys are compared without regard to case, so `aws:username` and `aws:UserName` are one. */
const checkSameKeys = (names: readonly string[], element: string, issue: Issue): readonly PolicyIssue[] => {
  const seen = new Set<string>()
  return names.flatMap((name) => {
    const isSecond = seen.has(name.toLowerCase())
    seen.add(name.toLowerCase())
    return isSecond
      ? issue('duplicate-key', 'error', `${element}.${name}`, `"${name.slice(0, 80)}" stands twice, in other letters.`)
      : []
  })
}

const checkComparison = (element: string, keys: JsonObject, issue: Issue): readonly PolicyIssue[] =>
  Object.entries(keys).flatMap(([key, value]): readonly PolicyIssue[] => {
    const values: readonly JsonValue[] = Array.isArray(value) ? value : [value]
    if (values.length === 0)
      return [issue('empty-list', 'error', `${element}.${key}`, `${key} has no value to be compared with.`)]
    return values.every(isConditionValue)
      ? []
      : [
          issue(
            'wrong-type',
            'error',
            `${element}.${key}`,
            `${key} is compared with texts, numbers or truth values only.`,
          ),
        ]
  })

const checkConditionShape = (statement: JsonObject, issue: Issue): readonly PolicyIssue[] => {
  const condition = ownProperty(statement, 'Condition')
  if (condition === undefined) return []
  if (!isJsonObject(condition))
    return [issue('wrong-type', 'error', 'Condition', 'Condition is an object of operators.')]
  const operators = Object.entries(condition)
  if (operators.length === 0)
    return [issue('empty-list', 'advice', 'Condition', 'Condition is empty: it limits nothing.')]
  return operators.flatMap(([operator, keys]): readonly PolicyIssue[] => {
    const element = `Condition.${operator}`
    if (!isJsonObject(keys))
      return [issue('wrong-type', 'error', element, `${operator} is an object of condition keys.`)]
    const names = Object.keys(keys)
    if (names.length === 0) return [issue('empty-list', 'advice', element, `${operator} is empty: it limits nothing.`)]
    return [...checkSameKeys(names, element, issue), ...checkComparison(element, keys, issue)]
  })
}

const PRINCIPAL_TYPES: readonly string[] = ['AWS', 'Service', 'Federated', 'CanonicalUser']

const checkPrincipalShape = (statement: JsonObject, name: string, issue: Issue): readonly PolicyIssue[] => {
  const value = ownProperty(statement, name)
  if (value === undefined || value === '*') return []
  if (!isJsonObject(value)) return [issue('wrong-type', 'error', name, `${name} is "*" or an object of principals.`)]
  const types = Object.keys(value)
  if (types.length === 0) return [issue('empty-list', 'error', name, `${name} is empty: it names nobody.`)]
  return types.flatMap((type) => {
    if (PRINCIPAL_TYPES.includes(type)) return checkTexts(ownProperty(value, type), `${name}.${type}`, issue)
    const message = `${JSON.stringify(type).slice(0, 80)} is no type of principal: it is ${PRINCIPAL_TYPES.join(', ')}, in these letters.`
    return issue('malformed-principal', 'error', name, message)
  })
}

const checkPrincipalPlace = (statement: JsonObject, kind: PolicyKind, issue: Issue): readonly PolicyIssue[] => {
  const present = ['Principal', 'NotPrincipal'].filter((name) => has(statement, name))
  if (namesPrincipals(kind)) {
    const shapes = present.flatMap((name) => checkPrincipalShape(statement, name, issue))
    return [...checkPair(statement, 'Principal', true, issue), ...shapes]
  }
  return present.map((name) =>
    issue(
      'principal-not-allowed',
      'error',
      name,
      `${name} has no place here: the policy speaks for whom it is attached to.`,
    ),
  )
}

const checkResourcePlace = (statement: JsonObject, kind: PolicyKind, issue: Issue): readonly PolicyIssue[] => {
  if (kind !== 'trust-policy') return checkPair(statement, 'Resource', true, issue)
  return ['Resource', 'NotResource']
    .filter((name) => has(statement, name))
    .map((name) =>
      issue('resource-not-allowed', 'error', name, `${name} has no place in a trust policy: it speaks of its role.`),
    )
}

/** One statement's elements and their types. */
export const checkStatementGrammar = (
  statement: JsonValue,
  index: number,
  kind: PolicyKind,
): readonly PolicyIssue[] => {
  const issue = issueIn(index)
  if (!isJsonObject(statement)) return [issue('wrong-type', 'error', '', 'A statement is a JSON object.')]
  const unknown = Object.keys(statement).filter((name) => !ELEMENTS.includes(name))
  return [
    ...unknown.map((name) => ({
      ...unknownElement(name, ELEMENTS, `Statement[${index}].${name}`),
      statementIndex: index,
    })),
    ...checkEffect(statement, issue),
    ...checkSid(statement, kind, issue),
    ...checkPair(statement, 'Action', true, issue),
    ...checkResourcePlace(statement, kind, issue),
    ...checkPrincipalPlace(statement, kind, issue),
    ...['Action', 'NotAction', 'Resource', 'NotResource'].flatMap((name) =>
      checkTexts(ownProperty(statement, name), name, issue),
    ),
    ...checkConditionShape(statement, issue),
  ]
}
