import { byCodeUnit } from '#shared/facts/order.ts'
import { shapeOf } from './suggest-shape.ts'
import type { ResourcePlace } from './suggest-place.ts'

/** A name or a pattern of names, with the step that made it a pattern. */
export interface Branch {
  readonly text: string
  readonly observed: number
  readonly because?: string
}

/** So many names that differ only in a machine-made part are one pattern. */
export const TEMPORARY_NAMES = 3
/** So many siblings under one parent are the parent's. */
export const SIBLINGS = 8
/** So many names of one type, without anything in common, are all of the type; for reads only. */
export const NAMES_OF_A_TYPE = 20

interface Node {
  readonly children: Map<string, Node>
  /** Names that end here. */
  ends: number
  shaped: boolean
}

const newNode = (): Node => ({ children: new Map(), ends: 0, shaped: false })

/** `a/b:c` → `a/`, `b:`, `c`. */
const segmentsOf = (name: string): readonly string[] => name.match(/[^/:]*[/:]|[^/:]+$/gu) ?? [name]

const insert = (root: Node, name: string): void => {
  let node = root
  for (const segment of segmentsOf(name)) {
    const child = node.children.get(segment) ?? newNode()
    node.children.set(segment, child)
    node = child
  }
  node.ends += 1
}

const mergeNodes = (into: Node, from: Node): void => {
  into.ends += from.ends
  into.shaped ||= from.shaped
  for (const [segment, child] of from.children) {
    const known = into.children.get(segment)
    if (known === undefined) into.children.set(segment, child)
    else mergeNodes(known, child)
  }
}

/** Children that differ only in machine-made parts become one. A shape keeps some text of its own where nothing but the account is above. */
const drawShapes = (node: Node, bare: boolean): void => {
  const byShape = new Map<string, string[]>()
  for (const segment of node.children.keys()) {
    const shape = shapeOf(segment)
    if (shape === segment || (bare && shape.replaceAll('*', '').length < 3)) continue
    const alike = byShape.get(shape)
    if (alike === undefined) byShape.set(shape, [segment])
    else alike.push(segment)
  }
  for (const [shape, segments] of byShape) {
    if (segments.length < TEMPORARY_NAMES) continue
    const merged = node.children.get(shape) ?? newNode()
    merged.shaped = true
    for (const segment of segments) {
      const child = node.children.get(segment)
      if (child !== undefined && child !== merged) mergeNodes(merged, child)
      if (segment !== shape) node.children.delete(segment)
    }
    node.children.set(shape, merged)
  }
  for (const child of node.children.values()) drawShapes(child, false)
}

const endsUnder = (node: Node): number => {
  let ends = node.ends
  for (const child of node.children.values()) ends += endsUnder(child)
  return ends
}

const SHAPED = 'names that differ only in ids, numbers or dates'

/** What two names share, up to the last word boundary. */
const commonPrefix = (texts: readonly string[]): string => {
  const sorted = [...texts].sort(byCodeUnit)
  const first = sorted[0] ?? ''
  const last = sorted.at(-1) ?? ''
  let length = 0
  while (length < first.length && first[length] === last[length]) length += 1
  const shared = first.slice(0, length)
  return shared.slice(0, Math.max(...['-', '_', '.', '/', ':'].map((mark) => shared.lastIndexOf(mark))) + 1)
}

interface Limits extends Pick<ResourcePlace, 'under'> {
  readonly reads: boolean
}

const patternsOf = (branches: readonly Branch[], above: string, at: Limits): readonly Branch[] => {
  if (branches.length < SIBLINGS) return branches
  const observed = branches.reduce((sum, branch) => sum + branch.observed, 0)
  if (above !== '') return [{ text: `${above}*`, observed, because: `${branches.length} siblings under one parent` }]
  const prefix = commonPrefix(branches.map(({ text }) => text))
  if (prefix.replaceAll('*', '').length >= 3)
    return [{ text: `${prefix}*`, observed, because: `${branches.length} names that begin alike` }]
  if (at.under === 'parent') return [{ text: '*', observed, because: `${branches.length} siblings under one parent` }]
  return at.reads && at.under === 'type' && branches.length >= NAMES_OF_A_TYPE
    ? [{ text: '*', observed, because: `${branches.length} resources of one type, read only` }]
    : branches
}

const walk = (node: Node, above: string, shaped: boolean, at: Limits): readonly Branch[] => {
  const own: readonly Branch[] =
    node.ends === 0 ? [] : [{ text: above, observed: node.ends, ...(shaped && { because: SHAPED }) }]
  const below = [...node.children]
    .sort((a, b) => byCodeUnit(a[0], b[0]))
    .flatMap(([segment, child]) => walk(child, above + segment, shaped || child.shaped, at))
  return [...own, ...patternsOf(below, above, at)]
}

/** Names below one scope, drawn together where that is sensible; the others stay as they are. */
export const branchesOf = (names: readonly string[], at: Limits): readonly Branch[] => {
  const root = newNode()
  for (const name of names) insert(root, name)
  drawShapes(root, at.under === 'none')
  return endsUnder(root) === 0 ? [] : walk(root, '', false, at)
}
