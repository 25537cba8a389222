import { isJsonObject } from '#shared/facts/json.ts'
import type { JsonValue } from '#shared/facts/json.ts'

export interface Leaf {
  /** Normalised: lower case, letters and digits only, so that `dBInstanceIdentifier` and `DBInstanceIdentifier` are one. */
  readonly name: string
  /** Normalised names of the objects around it, outermost first. */
  readonly path: readonly string[]
  readonly value: string
}

export interface Leaves {
  readonly all: readonly Leaf[]
  /** Values of a name, only from the least depth at which it occurs: what lies deeper is somebody else's name. */
  valuesOf(name: string): readonly string[]
}

// A record is at most 256 KB; these bounds only keep a hostile one from costing more than an honest one.
const MOST_LEAVES = 4_000
const DEEPEST = 12
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS'

export const normalName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/gu, '')

interface Pending {
  readonly value: JsonValue
  readonly name: string
  readonly path: readonly string[]
}

// `items`, `member` and `…Request` are how EC2, query APIs and some services wrap what the caller sent.
const isWrapper = (name: string): boolean => name === 'items' || name === 'member' || name.endsWith('request')

const childrenOf = ({ value, name, path }: Pending): readonly Pending[] => {
  if (Array.isArray(value)) return value.map((item: JsonValue) => ({ value: item, name, path }))
  if (!isJsonObject(value)) return []
  const around = name === '' || isWrapper(name) ? path : [...path, name]
  return Object.keys(value).flatMap((key) => {
    const child = value[key]
    const normal = normalName(key)
    return child === undefined ? [] : [{ value: child, name: normal === 'items' ? name : normal, path: around }]
  })
}

const textOf = (value: JsonValue): string | undefined => {
  if (typeof value === 'string') return value === '' || value === HIDDEN ? undefined : value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

const collect = (root: JsonValue): readonly Leaf[] => {
  const leaves: Leaf[] = []
  let level: readonly Pending[] = [{ value: root, name: '', path: [] }]
  for (let depth = 0; depth < DEEPEST && level.length > 0 && leaves.length < MOST_LEAVES; depth += 1) {
    const next: Pending[] = []
    for (const pending of level) {
      const value = textOf(pending.value)
      if (value !== undefined) leaves.push({ name: pending.name, path: pending.path, value })
      else if (next.length < MOST_LEAVES) next.push(...childrenOf(pending))
    }
    level = next
  }
  return leaves
}

const byName = (all: readonly Leaf[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, { depth: number; values: string[] }>()
  for (const leaf of all) {
    const known = found.get(leaf.name)
    if (known === undefined) found.set(leaf.name, { depth: leaf.path.length, values: [leaf.value] })
    else if (known.depth === leaf.path.length && !known.values.includes(leaf.value)) known.values.push(leaf.value)
  }
  return new Map([...found].map(([name, { values }]) => [name, values]))
}

const NOTHING: Leaves = { all: [], valuesOf: () => [] }

/** Every text, number and flag of a record's parameters with its name and place, breadth first. */
export const leavesOf = (value: JsonValue | undefined): Leaves => {
  if (value === undefined || value === null || typeof value !== 'object') return NOTHING
  let all: readonly Leaf[] | undefined
  let index: ReadonlyMap<string, readonly string[]> | undefined
  const everything = (): readonly Leaf[] => (all ??= collect(value))
  return {
    get all() {
      return everything()
    },
    valuesOf: (name) => (index ??= byName(everything())).get(name) ?? [],
  }
}
