import type { AccountFacts } from '#shared/facts/account.ts'
import { isJsonObject, type JsonValue } from '#shared/facts/json.ts'
import { knownOr } from '#shared/facts/known.ts'
import type { PolicyCheck, SimulatedUse } from '#shared/facts/policy-check.ts'
import { policiesOfPrincipal } from '#shared/permissions/principal-policies.ts'
import type { PolicySuggestion } from './policy-suggestion.ts'

const statementsIn = (document: JsonValue): readonly JsonValue[] => {
  const statement = isJsonObject(document) ? document['Statement'] : undefined
  return Array.isArray(statement) ? statement : statement === undefined ? [] : [statement]
}

/** Today's policies of a principal as one document; undefined where a part of them is not known. */
export const todaysDocumentOf = (arn: string, account: AccountFacts): string | undefined => {
  const principal = [...knownOr(account.users, []), ...knownOr(account.roles, [])].find((one) => one.arn === arn)
  const found = principal === undefined ? undefined : policiesOfPrincipal(principal, account)
  if (found?.state !== 'known' || found.value.missing.length > 0) return undefined
  const statements = found.value.policies.flatMap(({ document }) =>
    document.state === 'parsed' ? statementsIn(document.json) : [],
  )
  // A Sid is unique in one document only.
  const unnamed = statements.map((statement) =>
    isJsonObject(statement)
      ? Object.fromEntries(Object.entries(statement).filter(([key]) => key !== 'Sid'))
      : statement,
  )
  return JSON.stringify({ Version: '2012-10-17', Statement: unnamed })
}

/** What was used, with the condition values that the policy asks for. */
export const simulatedUsesOf = ({ used, policies }: PolicySuggestion): readonly SimulatedUse[] => {
  const statements = policies.flatMap(({ document }) => document.Statement)
  return used.map(({ action, resources }) => {
    const conditions = statements
      .filter(({ Action }) => Action.includes(action))
      .flatMap(({ Condition = {} }) => Object.values(Condition).flatMap((keys) => Object.entries(keys)))
    return { action, resources, context: Object.fromEntries(conditions) }
  })
}

/** AWS's word beside the proof: a check that fails makes a suggestion one to review, and one that was not made changes nothing. */
export const withChecks = (suggestion: PolicySuggestion, checks: readonly PolicyCheck[]): PolicySuggestion => {
  const failed = checks.filter(({ result }) => result === 'fail')
  const reasons = failed.map(({ check, says }) => `${check} of AWS does not agree: ${says[0] ?? 'without a reason'}.`)
  return {
    ...suggestion,
    proof: { ...suggestion.proof, checks },
    verdict: failed.length > 0 && suggestion.verdict === 'ready' ? 'review' : suggestion.verdict,
    reasons: [...suggestion.reasons, ...reasons],
  }
}
