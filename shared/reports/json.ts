import type { AuditDocument } from './audit-document.ts'

const ITEMS_PER_PIECE = 50

/** `  "key": value`, as it stands in the object's own text. */
const entryText = (key: string, value: unknown): string => JSON.stringify({ [key]: value }, null, 2).slice(2, -2)

const CLOSING = '\n  ]'

function* listPieces(key: string, list: readonly unknown[]): Iterable<string> {
  const opening = `  ${JSON.stringify(key)}: [\n`
  yield opening
  for (let from = 0; from < list.length; from += ITEMS_PER_PIECE) {
    const items = entryText(key, list.slice(from, from + ITEMS_PER_PIECE))
    yield `${from === 0 ? '' : ',\n'}${items.slice(opening.length, -CLOSING.length)}`
  }
  yield CLOSING
}

/** The same text as `JSON.stringify(document, null, 2)`, of which never more than a piece is in memory: large accounts fill a hundred megabytes. */
export function* jsonPieces(document: AuditDocument): Iterable<string> {
  let before = '{\n'
  for (const [key, value] of Object.entries(document)) {
    if (value === undefined) continue
    yield before
    if (Array.isArray(value) && value.length > ITEMS_PER_PIECE) yield* listPieces(key, value)
    else yield entryText(key, value)
    before = ',\n'
  }
  yield '\n}\n'
}

export const formatJson = (document: AuditDocument): string => [...jsonPieces(document)].join('')
