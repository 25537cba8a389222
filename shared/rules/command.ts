const PLAIN = /^[\w@%+=:,./-]+$/

/** Quoted for a POSIX shell: names and paths are written by whoever may create users. */
export const shellQuote = (word: string): string =>
  PLAIN.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", `'\\''`)}'`

/**
 * One AWS CLI call: `awsCommand('iam delete-access-key', { 'user-name': name })`. An option whose value starts with a hyphen
 * is written `--option=value`, or the CLI would read the value as an option of its own.
 */
export const awsCommand = (call: string, options: Readonly<Record<string, string | true>> = {}): string => {
  // Joined: a text that is strung together keeps its pieces until the report is written.
  const words = ['aws', call]
  for (const [option, value] of Object.entries(options)) {
    if (value === true) words.push(`--${option}`)
    else if (value.startsWith('-')) words.push(`--${option}=${shellQuote(value)}`)
    else words.push(`--${option}`, shellQuote(value))
  }
  return words.join(' ')
}
