import { isJsonObject, ownProperty } from '#shared/facts/json.ts'
import type { JsonObject, JsonValue } from '#shared/facts/json.ts'
import { unknownElement } from './element-name.ts'
import { checkStatementGrammar } from './statement-grammar.ts'
import type { PolicyIssue, PolicyKind } from './policy-issue.ts'

const VERSIONS: ReadonlySet<JsonValue> = new Set(['2012-10-17', '2008-10-17'])
const CURRENT = '2012-10-17'

const hasVariables = (text: string): boolean => /\$\{[^}]+\}/u.test(text)

const checkVersion = (policy: JsonObject, text: string): readonly PolicyIssue[] => {
  const version = ownProperty(policy, 'Version')
  if (version === undefined) {
    const missing: PolicyIssue = {
      code: 'missing-version',
      severity: 'advice',
      path: 'Version',
      message: 'Version is missing: IAM reads the document as of 2008-10-17.',
      suggestion: `Add "Version": "${CURRENT}".`,
    }
    return [missing, ...checkVariables('missing', text)]
  }
  if (!VERSIONS.has(version)) {
    const message = `Version ${JSON.stringify(version)} does not exist: it is the language's version and not the document's date.`
    return [{ code: 'wrong-version', severity: 'error', path: 'Version', message, suggestion: `Write "${CURRENT}".` }]
  }
  return version === CURRENT ? [] : checkVariables('2008-10-17', text)
}

const checkVariables = (version: string, text: string): readonly PolicyIssue[] =>
  hasVariables(text)
    ? [
        {
          code: 'variables-not-expanded',
          severity: 'warning',
          path: 'Version',
          message: `Policy variables such as \${aws:username} are plain text while Version is ${version}.`,
          suggestion: `Write "Version": "${CURRENT}".`,
        },
      ]
    : []

const DOCUMENT_ELEMENTS: readonly string[] = ['Version', 'Id', 'Statement']

const checkSids = (statements: readonly JsonValue[]): readonly PolicyIssue[] => {
  const seen = new Set<string>()
  return statements.flatMap((statement, index): readonly PolicyIssue[] => {
    const sid = isJsonObject(statement) ? ownProperty(statement, 'Sid') : undefined
    if (typeof sid !== 'string' || sid === '') return []
    if (!seen.has(sid)) {
      seen.add(sid)
      return []
    }
    const message = `Sid "${sid}" stands on two statements.`
    return [
      { code: 'duplicate-sid', severity: 'error', statementIndex: index, path: `Statement[${index}].Sid`, message },
    ]
  })
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names
const checkCharacters = (text: string): readonly PolicyIssue[] => {
  const found = /[^\t\n\r\u0020-\u00FF]/u.exec(text)
  if (found === null) return []
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  const message = `Character U+${code} is not allowed in a policy.`
  return [{ code: 'character-not-allowed', severity: 'error', path: '', message }]
}

/** The document's own elements and the shape of its statements: what IAM checks before it asks what anything means. */
export const checkGrammar = (json: JsonValue, text: string, kind: PolicyKind): readonly PolicyIssue[] => {
  if (!isJsonObject(json))
    return [{ code: 'wrong-type', severity: 'error', path: '', message: 'A policy is a JSON object.' }]
  const statement = ownProperty(json, 'Statement')
  const statements: readonly JsonValue[] = Array.isArray(statement)
    ? statement
    : statement === undefined
      ? []
      : [statement]
  const unknown = Object.keys(json).filter((name) => !DOCUMENT_ELEMENTS.includes(name))
  return [
    ...checkCharacters(text),
    ...checkVersion(json, text),
    ...unknown.map((name) => unknownElement(name, DOCUMENT_ELEMENTS, name)),
    ...checkStatementList(statement),
    ...checkSids(statements),
    ...statements.flatMap((one, index) => checkStatementGrammar(one, index, kind)),
  ]
}

const checkStatementList = (statement: JsonValue | undefined): readonly PolicyIssue[] => {
  if (statement === undefined)
    return [{ code: 'missing-element', severity: 'error', path: 'Statement', message: 'Statement is missing.' }]
  return Array.isArray(statement) && statement.length === 0
    ? [
        {
          code: 'empty-list',
          severity: 'error',
          path: 'Statement',
          message: 'Statement is empty: the policy says nothing.',
        },
      ]
    : []
}
