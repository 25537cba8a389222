import { serviceOfAction } from '#shared/facts/action-name.ts'
import { accessLevelOf, type AccessLevel } from '#shared/catalogue/actions.ts'
import { byKey, sortedUnique } from '#shared/facts/order.ts'
import type { PolicyStatement } from './policy-suggestion.ts'
import type { Need, NeedCondition } from './suggest-needs.ts'
import { sidOf } from './suggest-sids.ts'

/** What is read together stands together. */
export type StatementLevel = 'Read' | Exclude<AccessLevel, 'Read' | 'List'>

const levelOf = (action: string): StatementLevel => {
  const level = accessLevelOf(action) ?? 'Write'
  return level === 'List' ? 'Read' : level
}

interface Draft {
  /** Empty for reads of any service that know no resource. */
  readonly service: string
  readonly level: StatementLevel
  readonly conditions: readonly NeedCondition[]
  readonly resources: readonly string[]
  readonly actions: string[]
}

const draftOf = ({ action, resources, conditions }: Need): Draft => {
  const level = levelOf(action)
  const everywhere = resources.length === 1 && resources[0] === '*' && conditions.length === 0 && level === 'Read'
  const service = everywhere ? '' : serviceOfAction(action)
  return { service, level, conditions, resources, actions: [action] }
}

const LEVEL_ORDER: readonly StatementLevel[] = ['Read', 'Write', 'Tagging', 'Permissions management']

const keyOf = ({ service, level, conditions, resources }: Draft): string =>
  JSON.stringify([service, LEVEL_ORDER.indexOf(level), conditions, resources])

const conditionElement = (conditions: readonly NeedCondition[]): NonNullable<PolicyStatement['Condition']> => {
  const byOperator = new Map<string, Record<string, readonly string[]>>()
  for (const { operator, key, values } of conditions)
    byOperator.set(operator, { ...byOperator.get(operator), [key]: sortedUnique(values) })
  return Object.fromEntries([...byOperator].sort(byKey(([operator]) => operator)))
}

const statementOf = (draft: Draft): PolicyStatement => ({
  Sid: sidOf(draft),
  Effect: 'Allow',
  Action: sortedUnique(draft.actions),
  Resource: draft.resources,
  ...(draft.conditions.length > 0 && { Condition: conditionElement(draft.conditions) }),
})

/** Needs with the same service, access level, conditions and resources are one statement: no pair of action and resource is added. */
export const statementsOf = (needs: readonly Need[]): readonly PolicyStatement[] => {
  const drafts = new Map<string, Draft>()
  for (const need of needs) {
    const draft = draftOf(need)
    const key = keyOf(draft)
    const known = drafts.get(key)
    if (known === undefined) drafts.set(key, draft)
    else known.actions.push(need.action)
  }
  return [...drafts].sort(byKey(([key]) => key)).map(([, draft]) => statementOf(draft))
}
