import { closest, distance } from 'fastest-levenshtein'

/** ` (did you mean x?)` where something is near, else nothing. */
export const nearest = (word: string, known: readonly string[]): string => {
  if (known.length === 0) return ''
  const found = closest(word, known)
  return distance(word, found) <= Math.max(2, word.length / 3) ? ` (did you mean ${found}?)` : ''
}
