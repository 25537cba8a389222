const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/giu
const DATE = /\d{4}-\d{2}-\d{2}(?:T[\d:.-]+Z?)?/gu
// Eight or more hexadecimal digits of which at least one is a number: an id, and no word.
const HEX = /(?<![0-9A-Za-z])(?=[0-9a-f]*\d)[0-9a-f]{8,}(?![0-9A-Za-z])/giu
const DIGITS = /\d{4,}/gu
// A whole segment of digits: the month in `2026/11/20`.
const ONLY_DIGITS = /^\d+(?=[/:]?$)/u
// A function's log streams: `[$LATEST]` or `[12]` and an id.
const VERSION = /\[(?:\$\{\$\}|\$)?[A-Z0-9]+\]/gu

const MACHINE_MADE = /[\d[]/u

const LONG = /[0-9a-f-]{8}/iu
const FOUR_DIGITS = /\d{4}/u

/** A path segment with its machine-made parts as `*`: `part-00017.json.gz` → `part-*.json.gz`. Escaped characters (`${*}`) stay. */
export const shapeOf = (segment: string): string => {
  if (!MACHINE_MADE.test(segment)) return segment
  let shape = segment
  // Most segments have none of these: a look is cheaper than a replacement.
  if (LONG.test(shape)) shape = shape.replaceAll(UUID, '*').replaceAll(DATE, '*')
  if (shape.includes('[')) shape = shape.replaceAll(VERSION, '*')
  if (LONG.test(shape)) shape = shape.replaceAll(HEX, '*')
  if (FOUR_DIGITS.test(shape)) shape = shape.replaceAll(DIGITS, '*')
  return shape.replace(ONLY_DIGITS, '*').replaceAll(/\*(?:[-_.]?\*)+/gu, '*')
}
