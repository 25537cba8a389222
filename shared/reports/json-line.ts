/**
 * JSON in which nothing can be taken for the end of a line or move a reader's cursor: separators, bidirectional marks and the
 * controls that JSON allows are escaped, and mean the same.
 */
export const escapedJson = (json: string): string =>
  json.replaceAll(
    /[\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

export const jsonLine = (value: unknown): string => escapedJson(JSON.stringify(value))

/** A whole document, for people to read. */
export const jsonText = (value: unknown): string => `${escapedJson(JSON.stringify(value, null, 2))}\n`
