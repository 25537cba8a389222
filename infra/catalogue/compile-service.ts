import { byCodeUnit, byKey, sortedUnique } from '#shared/facts/order.ts'
import type { SourceActions, SourceConditionKeys, SourceResourceTypes } from './iam-data-source.ts'

export interface ServiceSource {
  readonly actions: SourceActions
  readonly resourceTypes: SourceResourceTypes
  readonly conditionKeys: SourceConditionKeys
  readonly dependents: SourceActions
}

export interface CompiledService {
  readonly names: string
  readonly detail: string
}

const LEVEL_LETTER = new Map([
  ['List', 'L'],
  ['Read', 'R'],
  ['Write', 'W'],
  ['Tagging', 'T'],
  ['Tagging, Write', 'T'],
  ['Permissions management', 'P'],
  ['Permissions management, Write', 'P'],
])

const letterOf = (level: string): string => {
  const letter = LEVEL_LETTER.get(level)
  if (letter === undefined)
    throw new Error(`Access level "${level}" is new: decide in compile-service.ts what it means.`)
  return letter
}

/** Gives each different value a number, in order of first use. */
const numbering = (): { readonly values: string[]; readonly numberOf: (value: string) => number } => {
  const numbers = new Map<string, number>()
  const values: string[] = []
  const numberOf = (value: string): number => {
    const known = numbers.get(value)
    if (known !== undefined) return known
    numbers.set(value, values.length)
    return values.push(value) - 1
  }
  return { values, numberOf }
}

const dependentsOf = (dependents: SourceActions, name: string): readonly string[] => {
  const action = Object.hasOwn(dependents, name.toLowerCase()) ? dependents[name.toLowerCase()] : undefined
  return sortedUnique([
    ...(action?.dependentActions ?? []),
    ...(action?.resourceTypes.flatMap((type) => type.dependentActions) ?? []),
  ])
}

/**
 * One service as two strings. `names`: `Letter` + name, comma separated, sorted. `detail`: JSON with `k` condition keys and types, `c` sets of
 * key numbers, `t` resource types, and `a`, in the order of `names`: set number, resource types (twice the number, plus one if required), dependents.
 */
export const compileService = ({
  actions,
  resourceTypes,
  conditionKeys,
  dependents,
}: ServiceSource): CompiledService => {
  const keys = numbering()
  const sets = numbering()
  const setOf = (wanted: readonly string[]): number =>
    sets.numberOf(JSON.stringify(sortedUnique(wanted).map((key) => keys.numberOf(key))))
  const typeList = Object.values(resourceTypes).sort(byKey((type) => type.key))
  const typeNumber = new Map(typeList.map((type, index) => [type.key, index]))
  for (const key of sortedUnique(Object.values(conditionKeys).map((entry) => entry.key))) keys.numberOf(key)
  const t = typeList.map((type) => [type.key, type.arn, setOf(type.conditionKeys ?? [])])
  const sorted = Object.values(actions).sort((a, b) => byCodeUnit(a.name, b.name))
  const a = sorted.map((action) => {
    const uses = action.resourceTypes.flatMap((use) => {
      const number = typeNumber.get(use.name)
      return number === undefined ? [] : [number * 2 + (use.required ? 1 : 0)]
    })
    const set = setOf([...action.conditionKeys, ...action.resourceTypes.flatMap((use) => use.conditionKeys)])
    const needs = dependentsOf(dependents, action.name)
    return needs.length > 0 ? [set, uses, needs] : uses.length > 0 ? [set, uses] : [set]
  })
  const typeOfKey = new Map(Object.values(conditionKeys).map((entry) => [entry.key, entry.type]))
  const k = keys.values.map((key) => [key, typeOfKey.get(key) ?? 'String'])
  return {
    names: sorted.map((action) => letterOf(action.accessLevel) + action.name).join(','),
    detail: JSON.stringify({ k, c: sets.values.map((set): unknown => JSON.parse(set)), t, a }),
  }
}
