// Private-use characters that no policy may hold: they keep a name's own `*`, `?` and `$` apart from wildcards and variables.
const STAND_INS: readonly (readonly [escape: string, standIn: string])[] = [
  ['${*}', '\uE010'],
  ['${?}', '\uE011'],
  ['${$}', '\uE012'],
]

/** Policy text with its escaped characters as stand-ins: what is left of `*` and `?` are wildcards. */
export const withStandIns = (text: string): string =>
  text.includes('${') ? STAND_INS.reduce((done, [escape, standIn]) => done.replaceAll(escape, standIn), text) : text
