/**
 * A pattern in which wildcards cannot be confused with text: `*` and `?` as the policy wrote them are kept as two characters that no policy
 * may contain (IAM allows U+0009 to U+00FF), so `${*}` can stand for a real asterisk.
 */
export interface WildcardPattern {
  readonly kind: 'everything' | 'exact' | 'prefix' | 'general'
  readonly encoded: string
  /** The text of an exact pattern, or what a prefix pattern starts with; up to the first wildcard for the others. */
  readonly literal: string
}

export const ANY_RUN = '\uE000'
export const ANY_ONE = '\uE001'
const WILDCARD_CODES = [ANY_RUN.charCodeAt(0), ANY_ONE.charCodeAt(0)] as const
const [RUN, ONE] = WILDCARD_CODES

/** `*` and `?` become wildcards; a private-use character of hostile evidence becomes U+FFFD, which matches nothing. */
export const encodeWildcards = (text: string): string => {
  if (!/[*?\uE000\uE001]/u.test(text)) return text
  return text
    .replaceAll(/[\uE000\uE001]/gu, '\uFFFD')
    .replaceAll('*', ANY_RUN)
    .replaceAll('?', ANY_ONE)
}

const firstWildcard = (encoded: string): number => {
  const [run, one] = [encoded.indexOf(ANY_RUN), encoded.indexOf(ANY_ONE)]
  return run < 0 || one < 0 ? Math.max(run, one) : Math.min(run, one)
}

const isOnlyRuns = (encoded: string): boolean => {
  for (let i = 0; i < encoded.length; i += 1) if (encoded.charCodeAt(i) !== RUN) return false
  return encoded.length > 0
}

export const patternOfEncoded = (encoded: string): WildcardPattern => {
  const first = firstWildcard(encoded)
  if (first < 0) return { kind: 'exact', encoded, literal: encoded }
  if (isOnlyRuns(encoded)) return { kind: 'everything', encoded: ANY_RUN, literal: '' }
  const literal = encoded.slice(0, first)
  return { kind: first === encoded.length - 1 && encoded.endsWith(ANY_RUN) ? 'prefix' : 'general', encoded, literal }
}

const MEMORY_LIMIT = 50_000
const memory = new Map<string, WildcardPattern>()

/** One object for each text: validator, decisions and reach all ask for the patterns of the same policies. */
export const patternOf = (text: string): WildcardPattern => {
  const known = memory.get(text)
  if (known !== undefined) return known
  const pattern = patternOfEncoded(encodeWildcards(text))
  if (memory.size >= MEMORY_LIMIT) memory.clear()
  memory.set(text, pattern)
  return pattern
}

// Two pointers with one point of return: no pattern costs more than its length times the text's.
const run = (pattern: string, text: string, oneMatches: (code: number) => boolean): boolean => {
  let p = 0
  let t = 0
  let star = -1
  let resume = 0
  while (t < text.length) {
    const wanted = p < pattern.length ? pattern.charCodeAt(p) : -1
    const code = text.charCodeAt(t)
    if (wanted === RUN) {
      star = p
      p += 1
      resume = t
    } else if (wanted === ONE ? oneMatches(code) : wanted === code) {
      p += 1
      t += 1
    } else if (star >= 0) {
      p = star + 1
      resume += 1
      t = resume
    } else return false
  }
  while (p < pattern.length && pattern.charCodeAt(p) === RUN) p += 1
  return p === pattern.length
}

const always = (): boolean => true
const notRun = (code: number): boolean => code !== RUN

/** True if this text matches. */
export const matchesPattern = (pattern: WildcardPattern, text: string): boolean => {
  if (pattern.kind === 'everything') return true
  if (pattern.kind === 'exact') return pattern.literal === text
  if (!text.startsWith(pattern.literal)) return false
  return pattern.kind === 'prefix' || run(pattern.encoded, text, always)
}

/** True if everything that `narrow` matches, `wide` matches too. May say false for unusual pairs (`?*` and `*?`), never a wrong true. */
export const coversPattern = (wide: WildcardPattern, narrow: WildcardPattern): boolean => {
  if (narrow.kind === 'exact') return matchesPattern(wide, narrow.literal)
  if (wide.kind === 'everything' || wide.encoded === narrow.encoded) return true
  if (wide.kind === 'exact' || !narrow.encoded.startsWith(wide.literal)) return false
  return wide.kind === 'prefix' || run(wide.encoded, narrow.encoded, notRun)
}

const prefixesAgree = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a)

// Row by row over both patterns: reachable[j] says that a's first i and b's first j characters can stand for the same text.
const overlapByRows = (a: string, b: string): boolean => {
  let row = new Uint8Array(b.length + 1)
  row[0] = 1
  for (let j = 0; j < b.length && b.charCodeAt(j) === RUN; j += 1) row[j + 1] = 1
  for (let i = 0; i < a.length; i += 1) {
    const next = new Uint8Array(b.length + 1)
    const left = a.charCodeAt(i)
    if (left === RUN) next[0] = row[0] ?? 0
    for (let j = 0; j < b.length; j += 1) {
      const right = b.charCodeAt(j)
      const same = left === right || left === ONE || right === ONE
      const either = left === RUN || right === RUN
      next[j + 1] = either ? (row[j + 1] ?? 0) | (next[j] ?? 0) | (row[j] ?? 0) : same ? (row[j] ?? 0) : 0
    }
    row = next
  }
  return row[b.length] === 1
}

/** True if some text matches both. */
export const overlapsPattern = (a: WildcardPattern, b: WildcardPattern): boolean => {
  if (a.kind === 'everything' || b.kind === 'everything') return true
  if (a.kind === 'exact') return matchesPattern(b, a.literal)
  if (b.kind === 'exact') return matchesPattern(a, b.literal)
  if (!prefixesAgree(a.literal, b.literal)) return false
  return (a.kind === 'prefix' && b.kind === 'prefix') || overlapByRows(a.encoded, b.encoded)
}
