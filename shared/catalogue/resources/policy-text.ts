const WILD = /[*?]|\$(?=\{)/gu
// IAM takes tab, line feed, carriage return and U+0020 to U+00FF in a policy document.
const UNUSUAL = /[*?]|\$\{|[^\t\n\r\u0020-\u00FF]/u
const NOT_ALLOWED = /[^\t\n\r\u0020-\u00FF]+/gu

/** A free name as a policy writes it: its own `*`, `?` and `${` escaped, and what a policy cannot hold as a wildcard. */
export const escapeForPolicy = (text: string): string =>
  !UNUSUAL.test(text) ? text : text.replaceAll(WILD, (character) => `\${${character}}`).replaceAll(NOT_ALLOWED, '*')

/** A name that the record may not tell: then any. */
export const nameOrAny = (name: string | undefined): string => (name === undefined ? '*' : escapeForPolicy(name))
