import type { Finding } from '#shared/findings/finding.ts'
import type { AuditDocument } from './audit-document.ts'

const ITEMS_PER_PIECE = 50

/** `  "key": value`, as it stands in the object's own text. */
const entryText = (key: string, value: unknown): string => JSON.stringify({ [key]: value }, null, 2).slice(2, -2)

const CLOSING = '\n  ]'

/** What thousands of findings have in common: all that comes from the rule. */
const COMMON_FIELDS: ReadonlySet<string> = new Set([
  'ruleId',
  'family',
  'title',
  'severity',
  'riskReasons',
  'status',
  'firstSeen',
  'frameworks',
  'documentation',
])

type Written = Map<unknown, string>

/** A field's value as it stands in an item of a list, which is three steps from the margin. */
const fieldText = (value: unknown): string | undefined => {
  const text: string | undefined = JSON.stringify(value, null, 2)
  return text?.includes('\n') === true ? text.replaceAll('\n', '\n      ') : text
}

const commonText = (value: unknown, written: Written): string | undefined => {
  const before = written.get(value)
  if (before !== undefined) return before
  const text = fieldText(value)
  if (text !== undefined) written.set(value, text)
  return text
}

/** A finding as it stands in its list. Its rule's words are written once, and not with each finding. */
const findingText = (finding: Finding, written: Written): string => {
  let text = ''
  for (const [key, value] of Object.entries(finding)) {
    const field = COMMON_FIELDS.has(key) ? commonText(value, written) : fieldText(value)
    if (field !== undefined) text += `${text === '' ? '    {\n' : ',\n'}      "${key}": ${field}`
  }
  return `${text}\n    }`
}

function* findingPieces(findings: readonly Finding[]): Iterable<string> {
  const written: Written = new Map()
  yield '  "findings": [\n'
  for (let from = 0; from < findings.length; from += ITEMS_PER_PIECE) {
    const items = findings.slice(from, from + ITEMS_PER_PIECE).map((finding) => findingText(finding, written))
    yield `${from === 0 ? '' : ',\n'}${items.join(',\n')}`
  }
  yield CLOSING
}

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
    if (value === document.findings && value.length > ITEMS_PER_PIECE) yield* findingPieces(document.findings)
    else if (Array.isArray(value) && value.length > ITEMS_PER_PIECE) yield* listPieces(key, value)
    else yield entryText(key, value)
    before = ',\n'
  }
  yield '\n}\n'
}

export const formatJson = (document: AuditDocument): string => [...jsonPieces(document)].join('')
