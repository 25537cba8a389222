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
  /** Values that are ARNs, whatever their names. */
  readonly arns: readonly string[]
  /**
   * Values of a name, only from the least depth at which it occurs: what lies deeper is somebody else's name.
   * A bare name goes by what is around it, too: `{cluster: {name}}` has a `clustername`.
   */
  valuesOf(name: string): readonly string[]
  /** Values that the call itself has under this name, not the things inside it. */
  ownValuesOf(name: string): readonly string[]
  /** What the index has under the names that were sent, at any depth. */
  foundIn(index: NameIndex): ReadonlySet<object>
  /** Values by what they are, whatever their names: one for each time that it was sent. What is no kind at all is left out. */
  byKind(kindOf: KindOf): ReadonlyMap<string, readonly string[]>
}
/** By normalised name. */
export type NameIndex = ReadonlyMap<string, readonly object[]>
export type KindOf = (value: string) => string | undefined

// A record is at most 256 KB; these bounds only keep a hostile one from costing more than an honest one.
const MOST_LEAVES = 4_000
const DEEPEST = 12
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS'

const NAME_MEMORY = 20_000
const normalNames = new Map<string, string>()

export const normalName = (name: string): string => {
  const known = normalNames.get(name)
  if (known !== undefined) return known
  const normal = name.toLowerCase().replaceAll(/[^a-z0-9]/gu, '')
  if (normalNames.size >= NAME_MEMORY) normalNames.clear()
  normalNames.set(name, normal)
  return normal
}

interface Pending {
  readonly value: JsonValue
  readonly name: string
  readonly path: readonly string[]
}

// `items`, `member` and `…Request` are how EC2, query APIs and some services wrap what the caller sent.
const isWrapper = (name: string): boolean => name === 'items' || name === 'member' || name.endsWith('request')

const textOf = (value: JsonValue): string | undefined => {
  if (typeof value === 'string') return value === '' || value === HIDDEN ? undefined : value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

// Maps whose keys the customer chose: `{"Tags": {"Name": "web"}}` names nothing that AWS would know.
const OWN_WORDS: ReadonlySet<string> = new Set([
  'arguments',
  'defaultarguments',
  'encryptioncontext',
  'environmentvariables',
  'expressionattributenames',
  'expressionattributevalues',
  'filter',
  'filters',
  'filterset',
  'item',
  'key',
  'labels',
  'metadata',
  'parameters',
  'requestitems',
  'resourcetags',
  'tag',
  'taglist',
  'tags',
  'tagset',
  'usermetadata',
  'variables',
])

const addChildren = ({ value, name, path }: Pending, next: Pending[]): void => {
  if (Array.isArray(value)) {
    for (const item of value) next.push({ value: item, name, path })
    return
  }
  if (!isJsonObject(value) || OWN_WORDS.has(name)) return
  const around = name === '' || isWrapper(name) ? path : [...path, name]
  for (const key of Object.keys(value)) {
    const child = value[key]
    const normal = normalName(key)
    if (child !== undefined && child !== null)
      next.push({ value: child, name: normal === 'items' ? name : normal, path: around })
  }
}

const collect = (root: JsonValue): readonly Leaf[] => {
  const leaves: Leaf[] = []
  let level: readonly Pending[] = [{ value: root, name: '', path: [] }]
  for (let depth = 0; depth < DEEPEST && level.length > 0 && leaves.length < MOST_LEAVES; depth += 1) {
    const next: Pending[] = []
    for (const pending of level) {
      const value = textOf(pending.value)
      if (value !== undefined) leaves.push({ name: pending.name, path: pending.path, value })
      else if (next.length < MOST_LEAVES) addChildren(pending, next)
    }
    level = next
  }
  return leaves
}

interface Named {
  readonly depth: number
  readonly values: string[]
}

const put = (found: Map<string, Named>, name: string, depth: number, value: string): void => {
  const known = found.get(name)
  if (known === undefined) found.set(name, { depth, values: [value] })
  else if (known.depth === depth && !known.values.includes(value)) known.values.push(value)
}

// `groupName` too: `{placement: {groupName}}` is no security group.
const TOLD_BY_ITS_PLACE: ReadonlySet<string> = new Set([
  'arn',
  'arns',
  'groupname',
  'id',
  'identifier',
  'ids',
  'name',
  'names',
])

const byName = (all: readonly Leaf[]): ReadonlyMap<string, Named> => {
  const found = new Map<string, Named>()
  for (const { name, path, value } of all) {
    put(found, name, path.length, value)
    const around = TOLD_BY_ITS_PLACE.has(name) ? path.at(-1) : undefined
    if (around !== undefined) put(found, `${around.replace(/s$/u, '')}${name}`, path.length, value)
  }
  return found
}

const NONE: readonly string[] = []
const NO_THINGS: readonly object[] = []
const NO_KINDS: ReadonlyMap<string, readonly string[]> = new Map()
const NOT_FOUND: ReadonlySet<object> = new Set()
const NOTHING: Leaves = {
  all: [],
  arns: NONE,
  valuesOf: () => NONE,
  ownValuesOf: () => NONE,
  foundIn: () => NOT_FOUND,
  byKind: () => NO_KINDS,
}

const LONGEST_ARN = 2_048

/** Collects and sorts only what is asked for, once. */
class CollectedLeaves implements Leaves {
  readonly #root: JsonValue
  #all: readonly Leaf[] | undefined
  #names: ReadonlyMap<string, Named> | undefined
  #arns: readonly string[] | undefined
  #kinds: ReadonlyMap<string, readonly string[]> | undefined
  #kindOf: KindOf | undefined
  #found: ReadonlySet<object> | undefined
  #foundIn: NameIndex | undefined

  constructor(root: JsonValue) {
    this.#root = root
  }

  get all(): readonly Leaf[] {
    return (this.#all ??= collect(this.#root))
  }

  get arns(): readonly string[] {
    return (this.#arns ??= this.#findArns())
  }

  valuesOf(name: string): readonly string[] {
    return this.#named(name)?.values ?? NONE
  }

  ownValuesOf(name: string): readonly string[] {
    const found = this.#named(name)
    return found?.depth === 0 ? found.values : NONE
  }

  foundIn(index: NameIndex): ReadonlySet<object> {
    if (this.#found !== undefined && this.#foundIn === index) return this.#found
    this.#foundIn = index
    return (this.#found = this.#findIn(index))
  }

  byKind(kindOf: KindOf): ReadonlyMap<string, readonly string[]> {
    if (this.#kinds !== undefined && this.#kindOf === kindOf) return this.#kinds
    this.#kindOf = kindOf
    return (this.#kinds = kindsOf(this.all, kindOf))
  }

  #named(name: string): Named | undefined {
    return this.#index().get(name)
  }

  #index(): ReadonlyMap<string, Named> {
    return (this.#names ??= byName(this.all))
  }

  #findIn(index: NameIndex): ReadonlySet<object> {
    let found: Set<object> | undefined
    for (const name of this.#index().keys())
      for (const thing of index.get(name) ?? NO_THINGS) (found ??= new Set()).add(thing)
    return found ?? NOT_FOUND
  }

  #findArns(): readonly string[] {
    let found: string[] | undefined
    for (const { value } of this.all)
      if (value.startsWith('arn:') && value.length <= LONGEST_ARN) (found ??= []).push(value)
    return found ?? NONE
  }
}

const kindsOf = (all: readonly Leaf[], kindOf: KindOf): ReadonlyMap<string, readonly string[]> => {
  let kinds: Map<string, string[]> | undefined
  for (const { value } of all) {
    const kind = kindOf(value)
    if (kind === undefined) continue
    const values = (kinds ??= new Map<string, string[]>()).get(kind)
    if (values === undefined) kinds.set(kind, [value])
    else values.push(value)
  }
  return kinds ?? NO_KINDS
}

/** Every text, number and flag of a record's parameters with its name and place, breadth first. */
export const leavesOf = (value: JsonValue | undefined): Leaves =>
  value === undefined || value === null || typeof value !== 'object' ? NOTHING : new CollectedLeaves(value)
