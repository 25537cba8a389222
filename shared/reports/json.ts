import type { AuditDocument } from './audit-document.ts'
import { escapedJson, jsonLine } from './json-line.ts'

const ITEMS_PER_PIECE = 50

/** `  "key": value`, as it stands in the object's own text. */
const entryText = (key: string, value: unknown): string =>
  escapedJson(JSON.stringify({ [key]: value }, null, 2).slice(2, -2))

/** One item a line: large accounts have thousands, and a line is what `grep`, `wc` and `diff` know. */
function* listPieces(key: string, list: readonly unknown[]): Iterable<string> {
  yield `  ${JSON.stringify(key)}: [`
  for (let from = 0; from < list.length; from += ITEMS_PER_PIECE) {
    const lines = list.slice(from, from + ITEMS_PER_PIECE).map((item) => `    ${jsonLine(item)}`)
    yield `${from === 0 ? '' : ','}\n${lines.join(',\n')}`
  }
  yield list.length === 0 ? ']' : '\n  ]'
}

/** The document as text, of which never more than a piece is in memory: large accounts fill a hundred megabytes. */
export function* jsonPieces(document: AuditDocument): Iterable<string> {
  let before = '{\n'
  for (const [key, value] of Object.entries(document)) {
    if (value === undefined) continue
    yield before
    if (Array.isArray(value)) yield* listPieces(key, value)
    else yield entryText(key, value)
    before = ',\n'
  }
  yield '\n}\n'
}

export const formatJson = (document: AuditDocument): string => [...jsonPieces(document)].join('')
