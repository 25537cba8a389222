import { canonicalActionOf } from '#shared/catalogue/actions.ts'
import { matchesGlob } from '#shared/facts/glob.ts'
import { byCodeUnit, byKey, sortedUnique } from '#shared/facts/order.ts'
import type { ObservedUse } from './observed-use.ts'
import type { GeneralisationStep } from './policy-suggestion.ts'
import { withStandIns } from './policy-text.ts'
import { conditionsKept, type KeptCondition } from './suggest-conditions.ts'
import { generalise, mayGeneralise } from './suggest-generalised.ts'

export interface NeedCondition {
  readonly operator: string
  readonly key: string
  readonly values: readonly string[]
}

/** One action on some resources under one set of conditions. */
export interface Need {
  readonly action: string
  readonly resources: readonly string[]
  readonly conditions: readonly NeedCondition[]
}

export interface Needs {
  readonly needs: readonly Need[]
  readonly steps: readonly GeneralisationStep[]
}

type Variants = Map<string, readonly KeptCondition[]>

/** Without a condition once, without it always: shared, because most resources have no other. */
const WITHOUT_CONDITION: Variants = new Map([['[]', []]])

const addVariant = (
  byResource: Map<string, Variants>,
  resource: string,
  conditions: readonly KeptCondition[],
): void => {
  if (conditions.length === 0) {
    byResource.set(resource, WITHOUT_CONDITION)
    return
  }
  const variants = byResource.get(resource)
  if (variants === WITHOUT_CONDITION) return
  if (variants === undefined) byResource.set(resource, new Map([[JSON.stringify(conditions), conditions]]))
  else variants.set(JSON.stringify(conditions), conditions)
}

const collect = ({ permitted, overflow }: ObservedUse): ReadonlyMap<string, Map<string, Variants>> => {
  const actions = new Map<string, Map<string, Variants>>()
  const resourcesOf = (action: string): Map<string, Variants> => {
    const known = actions.get(action) ?? new Map<string, Variants>()
    actions.set(action, known)
    return known
  }
  const kept = conditionsKept(permitted)
  for (const call of permitted) {
    const { action, resources } = call.request
    if (!actions.has(action) && canonicalActionOf(action) !== action) continue
    const byResource = resourcesOf(action)
    const conditions = kept(call)
    for (const resource of resources) addVariant(byResource, resource, conditions)
  }
  for (const { action, resource } of overflow) if (mayGeneralise(action)) addVariant(resourcesOf(action), resource, [])
  return actions
}

const NO_CONDITIONS: readonly (readonly NeedCondition[])[] = [[]]

const alone = ({ operator, key, value }: KeptCondition): NeedCondition => ({ operator, key, values: [value] })

/** One key with several values is one condition. */
const conditionSets = (variants: Variants): readonly (readonly NeedCondition[])[] => {
  if (variants === WITHOUT_CONDITION) return NO_CONDITIONS
  const single = new Map<string, NeedCondition>()
  const several: (readonly NeedCondition[])[] = []
  for (const conditions of variants.values()) {
    const [first, ...more] = conditions
    if (first === undefined) continue
    if (more.length > 0) several.push(conditions.map(alone))
    else {
      const name = `${first.operator} ${first.key}`
      const values = sortedUnique([...(single.get(name)?.values ?? []), first.value])
      single.set(name, { operator: first.operator, key: first.key, values })
    }
  }
  return [...[...single.values()].map((condition) => [condition]), ...several]
}

const bySignature = (byResource: ReadonlyMap<string, Variants>) => {
  const groups = new Map<string, { conditions: readonly NeedCondition[]; resources: string[] }>()
  for (const [resource, variants] of byResource) {
    for (const conditions of conditionSets(variants)) {
      const key = conditions.length === 0 ? '[]' : JSON.stringify(conditions)
      const group = groups.get(key) ?? { conditions, resources: [] }
      group.resources.push(resource)
      groups.set(key, group)
    }
  }
  return [...groups].sort(byKey(([key]) => key)).map(([, group]) => group)
}

const covers = (wide: string, narrow: string): boolean =>
  wide === narrow || matchesGlob(withStandIns(wide), withStandIns(narrow))

const withoutCovered = (resources: readonly string[]): readonly string[] => {
  const patterns = resources.filter((resource) => withStandIns(resource).includes('*'))
  if (patterns.length === 0) return resources
  return resources.filter((one) => !patterns.some((wide) => wide !== one && covers(wide, one)))
}

/** True if whatever meets `narrow` meets `wide` too. */
const impliedBy = (wide: readonly NeedCondition[], narrow: readonly NeedCondition[]): boolean =>
  wide.every(({ operator, key, values }) =>
    narrow.some(
      (other) =>
        other.operator === operator && other.key === key && other.values.every((value) => values.includes(value)),
    ),
  )

/** Leaves out what another need of the same action allows already, so that every statement is needed. */
const withoutRepeats = (needs: readonly Need[]): readonly Need[] =>
  needs.flatMap((need, index) => {
    const others = needs.filter(
      (other, at) =>
        at !== index &&
        impliedBy(other.conditions, need.conditions) &&
        (at < index || !impliedBy(need.conditions, other.conditions)),
    )
    const resources = need.resources.filter(
      (resource) => !others.some((other) => other.resources.some((wide) => covers(wide, resource))),
    )
    return resources.length === 0 ? [] : [{ ...need, resources }]
  })

const needsOfAction = (action: string, byResource: ReadonlyMap<string, Variants>): Needs => {
  const steps: GeneralisationStep[] = []
  const needs = bySignature(byResource).map(({ conditions, resources }): Need => {
    const general = generalise(action, sortedUnique(resources))
    steps.push(...general.steps)
    return { action, conditions, resources: withoutCovered(general.resources) }
  })
  const left = withoutRepeats(needs)
  const present = new Set(left.flatMap(({ resources }) => resources))
  const observed = [...byResource.keys()]
  return {
    needs: left,
    steps: steps
      .filter(({ resource }) => present.has(resource))
      .map((step) => ({ ...step, observed: observed.filter((one) => covers(step.resource, one)).length })),
  }
}

/** What the observed use needs, as few resources as say it, with every step beyond it by name. */
export const needsOf = (use: ObservedUse): Needs => {
  const actions = [...collect(use)]
    .sort((a, b) => byCodeUnit(a[0], b[0]))
    .map(([action, resources]) => needsOfAction(action, resources))
  return { needs: actions.flatMap(({ needs }) => needs), steps: actions.flatMap(({ steps }) => steps) }
}
