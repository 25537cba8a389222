import type { PolicyDocument } from '#shared/facts/policy.ts'
import { checkActions } from './check-actions.ts'
import { checkConditions } from './check-conditions.ts'
import { checkMfa } from './check-mfa.ts'
import { checkPassRole } from './check-pass-role.ts'
import { checkPrincipals } from './check-principals.ts'
import { checkNotResource, checkResources } from './check-resources.ts'
import { checkShadowing } from './check-shadowing.ts'
import { checkTrustCompanions } from './check-trust-companions.ts'
import { checkVariables } from './check-variables.ts'
import { checkDuplicateKeys } from './duplicate-keys.ts'
import { checkGrammar } from './grammar.ts'
import type { PolicyIssue, PolicyKind } from './policy-issue.ts'
import { checkSize } from './policy-size.ts'
import type { StatementCheck } from './statement-check.ts'

export type { IssueCode, IssueSeverity, PolicyIssue, PolicyKind } from './policy-issue.ts'

const CHECKS: readonly StatementCheck[] = [
  checkActions,
  checkResources,
  checkNotResource,
  checkPrincipals,
  checkConditions,
  checkMfa,
  checkVariables,
  checkPassRole,
]

const unreadable = (text: string, reason: string): readonly PolicyIssue[] => {
  const duplicates = checkDuplicateKeys(text)
  const message = `The document cannot be read: ${reason.replace(/\.$/u, '')}.`
  return duplicates.length > 0 ? duplicates : [{ code: 'not-json', severity: 'error', path: '', message }]
}

const validate = (document: PolicyDocument, kind: PolicyKind): readonly PolicyIssue[] => {
  if (document.state === 'unreadable') return unreadable(document.text, document.reason)
  return [
    ...checkSize(document, kind),
    // The reader refuses each statement in which a key stands twice.
    ...(document.malformed.length === 0 ? [] : checkDuplicateKeys(document.text)),
    ...checkGrammar(document.json, document.text, kind),
    ...document.statements.flatMap((statement) => CHECKS.flatMap((check) => check(statement, kind))),
    ...checkTrustCompanions(document, kind),
    ...checkShadowing(document),
  ]
}

const memory = new WeakMap<PolicyDocument, Map<PolicyKind, readonly PolicyIssue[]>>()

/** What is wrong with a policy document, or could be better: grammar first, then meaning, in the order of the statements. */
export const validatePolicy = (document: PolicyDocument, kind: PolicyKind): readonly PolicyIssue[] => {
  let byKind = memory.get(document)
  if (byKind === undefined) memory.set(document, (byKind = new Map()))
  const known = byKind.get(kind)
  if (known !== undefined) return known
  const issues = validate(document, kind)
  byKind.set(kind, issues)
  return issues
}
