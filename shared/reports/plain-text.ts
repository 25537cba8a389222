/**
 * Text from AWS is written by attackers: control characters (ANSI escapes), line and paragraph separators and bidirectional
 * overrides are shown as `\u001B`, so that they can neither move a cursor, forge a line nor turn a name around.
 */
export const visible = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    return `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`
  })

export const shortened = (text: string, limit: number): string =>
  text.length <= limit
    ? text
    : `${Array.from(text)
        .slice(0, limit - 1)
        .join('')}…`
