import { LineCounter, parseDocument, type Document } from 'yaml'
import { ConfigurationError } from './configuration-error.ts'

const LARGEST_FILE = 1_000_000

type Path = readonly PropertyKey[]
export type Refuse = (path: Path, problem: string) => never

export interface SettingsFile {
  /** What the file says; hostile keys are refused, nothing else is checked. */
  readonly value: unknown
  readonly lineOf: (path: Path) => number | undefined
  /** Throws a sentence with the file's name, the line and the place. */
  readonly refuse: Refuse
}

/** Reads a YAML or JSON file that a person wrote, so that whatever is refused later is refused with its line. */
export const readSettingsFile = (text: string, fileName: string): SettingsFile => {
  if (text.length > LARGEST_FILE)
    throw new ConfigurationError(`${fileName} is larger than 1 MB; a configuration is a few pages.`)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, maxAliasCount: 100 } as object)
  const [syntax] = document.errors
  if (syntax)
    throw new ConfigurationError(`${fileName} line ${syntax.linePos?.[0].line ?? 1}: ${firstLine(syntax.message)}`)
  const lineOf = (path: Path): number | undefined => lineIn(document, lines, path)
  const refuse: Refuse = (path, problem) => {
    const line = lineOf(path)
    throw new ConfigurationError(
      `${fileName}${line === undefined ? '' : ` line ${line}`}: ${path.map(String).join('.') || 'the file'} ${problem}`,
    )
  }
  const value = valueOf(document, fileName)
  refuseHostile(value, { path: [], above: [] }, refuse)
  return { value, lineOf, refuse }
}

/** Aliases may stand for far more than is written; the parser counts them and gives up. */
const valueOf = (document: Document, fileName: string): unknown => {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? {}
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    throw new ConfigurationError(`${fileName}: its aliases cannot be followed; write out what they stand for.`)
  }
}

interface Place {
  readonly path: Path
  /** What holds it, up to the whole file. */
  readonly above: readonly unknown[]
}

/** zod passes over `__proto__`; a setting that is silently passed over is what these files must not hold. Nor does what holds itself end. */
const refuseHostile = (value: unknown, { path, above }: Place, refuse: Refuse): void => {
  if (typeof value !== 'object' || value === null) return
  if (above.includes(value)) refuse(path, 'is an alias of what holds it')
  for (const [key, inner] of Object.entries(value)) {
    if (key === '__proto__') refuse(path, 'has a key __proto__, which names nothing here')
    refuseHostile(inner, { path: [...path, key], above: [...above, value] }, refuse)
  }
}

const firstLine = (text: string): string => text.split('\n')[0] ?? text

const lineIn = (document: Document, lines: LineCounter, path: Path): number | undefined => {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth) as unknown[], true)
    if (hasRange(node)) return lines.linePos(node.range[0]).line
  }
  return undefined
}

const hasRange = (node: unknown): node is { range: [number, number, number] } =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
