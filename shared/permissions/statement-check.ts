import type { Statement } from '#shared/facts/policy.ts'
import type { IssueCode, IssueSeverity, PolicyIssue, PolicyKind } from './policy-issue.ts'

/** A check of one well-formed statement. */
export type StatementCheck = (statement: Statement, kind: PolicyKind) => readonly PolicyIssue[]

/** One issue at an element of the statement; `element` as `Action[1]`. */
export const issueAt = (
  statement: Statement,
  [code, severity]: readonly [IssueCode, IssueSeverity],
  element: string,
  [message, suggestion]: readonly [message: string, suggestion?: string | undefined],
): PolicyIssue => ({
  code,
  severity,
  statementIndex: statement.index,
  path: `Statement[${statement.index}].${element}`,
  message,
  ...(suggestion === undefined ? {} : { suggestion }),
})

/** A text of the document in a message: bounded, so that a hostile policy does not fill the report. */
export const shown = (text: string): string => (text.length <= 120 ? text : `${text.slice(0, 117)}...`)
