import type { PolicyDocument } from '#shared/facts/policy.ts'
import { compileStatement } from './compiled-statement.ts'
import type { CompiledStatement } from './compiled-statement.ts'

const memory = new WeakMap<PolicyDocument, readonly CompiledStatement[]>()

const compile = (document: PolicyDocument): readonly CompiledStatement[] => {
  if (document.state === 'unreadable') return []
  // Without a Version IAM reads a document as 2008-10-17, which has no policy variables.
  const variables = document.version === '2012-10-17'
  return document.statements.map((statement) => compileStatement(statement, variables))
}

/** A document's statements ready for decisions; made once for each document. */
export const compiledStatementsOf = (document: PolicyDocument): readonly CompiledStatement[] => {
  const known = memory.get(document)
  if (known !== undefined) return known
  const compiled = compile(document)
  memory.set(document, compiled)
  return compiled
}
