const RUN = '*'.charCodeAt(0)
const ONE = '?'.charCodeAt(0)

/**
 * Matches `*` (any run of characters) and `?` (one character), as IAM does, in linear memory and without regular expressions:
 * a hostile pattern such as `*a*a*a*b` costs at most pattern length times text length.
 */
export const matchesGlob = (pattern: string, text: string): boolean => {
  let p = 0
  let t = 0
  let starAt = -1
  let retryFrom = 0
  while (t < text.length) {
    const wanted = p < pattern.length ? pattern.charCodeAt(p) : -1
    if (wanted === RUN) {
      starAt = p
      retryFrom = t
      p += 1
    } else if (wanted === ONE || wanted === text.charCodeAt(t)) {
      p += 1
      t += 1
    } else if (starAt >= 0) {
      p = starAt + 1
      retryFrom += 1
      t = retryFrom
    } else return false
  }
  while (p < pattern.length && pattern.charCodeAt(p) === RUN) p += 1
  return p === pattern.length
}

export const matchesGlobIgnoringCase = (pattern: string, text: string): boolean =>
  matchesGlob(pattern.toLowerCase(), text.toLowerCase())
