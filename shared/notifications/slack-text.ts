const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
])

/** Controls, bidirectional marks, zero-width characters and line ends become blanks: one line stays one line, and shows as it is. */
const flat = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()

/**
 * Text from AWS for any place of a Slack message, the fallback included: `<!channel>` and `<https://…|label>` are letters.
 * The limit counts what is sent, escapes and all; nothing is cut within one.
 */
export const slackText = (text: string, limit: number): string => {
  const pieces = Array.from(flat(text), (character) => ESCAPES.get(character) ?? character)
  const whole = pieces.join('')
  if (whole.length <= limit) return whole
  let length = 1
  const kept = pieces.findIndex((piece) => (length += piece.length) > limit)
  return `${pieces.slice(0, kept).join('')}…`
}

/** A link of our own making; in `<url|label>` these three would end it. */
export const slackLink = (url: string, label: string): string =>
  `<${url.replaceAll('&', '&amp;').replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll('|', '%7C')}|${slackText(label, 100)}>`
