/**
 * True if `text` matches `pattern`, where `*` is any run of characters and `?` any one character. Case-sensitive; callers that
 * compare actions lower both sides. Two pointers with one point of return: no pattern, however hostile, costs more than length times length.
 */
export const matchesGlob = (pattern: string, text: string): boolean => {
  let p = 0
  let t = 0
  let star = -1
  let resume = 0
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p
      p += 1
      resume = t
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p += 1
      t += 1
    } else if (star >= 0) {
      p = star + 1
      resume += 1
      t = resume
    } else return false
  }
  while (pattern[p] === '*') p += 1
  return p === pattern.length
}
