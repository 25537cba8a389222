/**
 * For mail and subjects: printable ASCII only. Anything else that an attacker could have put into a name (controls, bidirectional
 * marks, look-alikes) shows as `?`; line breaks become blanks, so that one line stays one line.
 */
export const ascii = (text: string): string =>
  text
    .replaceAll(/[\r\n\t\u2028\u2029]+/g, ' ')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\u0020-\u007E]/g, '?')

export const cut = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 3)}...`
