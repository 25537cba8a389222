import type { Condition, PolicyDocument, Statement } from '#shared/facts/policy.ts'
import { compilePolicies, type CompiledPolicies } from '#shared/permissions/evaluate.ts'
import type { PolicyStatement, ProposedPolicy } from './policy-suggestion.ts'
import { withStandIns } from './policy-text.ts'

const conditionsOf = ({ Condition: element }: PolicyStatement): readonly Condition[] =>
  Object.entries(element ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
  )

const statementOf = (statement: PolicyStatement, index: number): Statement => ({
  index,
  sid: statement.Sid,
  effect: statement.Effect,
  actions: statement.Action,
  resources: statement.Resource,
  conditions: conditionsOf(statement),
})

/** The document as its own text says it, with escaped characters as stand-ins (a request's resource gets the same). */
export const readProposal = (policy: ProposedPolicy): PolicyDocument => {
  const text = withStandIns(JSON.stringify(policy))
  const read: ProposedPolicy = JSON.parse(text)
  const statements = read.Statement.map(statementOf)
  return {
    state: 'parsed',
    text,
    get json() {
      return JSON.parse(text)
    },
    version: read.Version,
    statements,
    malformed: [],
  }
}

export const compileProposals = (policies: readonly ProposedPolicy[]): CompiledPolicies =>
  compilePolicies(policies.map(readProposal))
