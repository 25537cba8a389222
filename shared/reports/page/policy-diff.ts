import { diffArrays } from 'diff'
import type { JsonValue } from '#shared/facts/json.ts'

export interface DiffRow {
  /** `gap`: this many lines that are the same on both sides are left out. */
  readonly kind: 'same' | 'changed' | 'gap'
  readonly before: string | null
  readonly after: string | null
}

/** Beyond this the comparison would take longer than reading. */
const MOST_LINES = 4000
const CONTEXT = 3

export const linesOf = (documents: readonly (JsonValue | object)[]): readonly string[] =>
  documents.flatMap((document) =>
    (typeof document === 'string' ? document : JSON.stringify(document, null, 2)).split('\n'),
  )

const paired = (removed: readonly string[], added: readonly string[]): readonly DiffRow[] =>
  Array.from({ length: Math.max(removed.length, added.length) }, (_, index) => ({
    kind: 'changed',
    before: removed[index] ?? null,
    after: added[index] ?? null,
  }))

const rowsOf = (before: readonly string[], after: readonly string[]): readonly DiffRow[] => {
  if (before.length + after.length > MOST_LINES) return paired(before, after)
  const rows: DiffRow[] = []
  let removed: readonly string[] = []
  let added: readonly string[] = []
  const flush = (): void => {
    rows.push(...paired(removed, added))
    removed = []
    added = []
  }
  for (const part of diffArrays([...before], [...after])) {
    if (part.removed) removed = [...removed, ...part.value]
    else if (part.added) added = [...added, ...part.value]
    else {
      flush()
      rows.push(...part.value.map((line): DiffRow => ({ kind: 'same', before: line, after: line })))
    }
  }
  flush()
  return rows
}

/** Long stretches without a difference shrink to one row. */
const folded = (rows: readonly DiffRow[]): readonly DiffRow[] => {
  const near = rows.map((_, index) =>
    rows.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ kind }) => kind === 'changed'),
  )
  return rows.flatMap((row, index): readonly DiffRow[] => {
    if (near[index] === true) return [row]
    const start = near.lastIndexOf(true, index) + 1
    const end = near.indexOf(true, index)
    const count = (end === -1 ? rows.length : end) - start
    if (count <= CONTEXT) return [row]
    if (index > start) return []
    return [{ kind: 'gap', before: String(count), after: String(count) }]
  })
}

/** Today's policies beside the suggested ones, line by line. */
export const policyDiff = (
  today: readonly (JsonValue | object)[],
  suggested: readonly (JsonValue | object)[],
): readonly DiffRow[] => folded(rowsOf(linesOf(today), linesOf(suggested)))
