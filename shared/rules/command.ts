const PLAIN = /^[\w@%+=:,./-]+$/

/** Quoted for a POSIX shell: names and paths are written by whoever may create users. */
export const shellQuote = (word: string): string =>
  PLAIN.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", `'\\''`)}'`

/**
 * One AWS CLI call: `awsCommand('iam delete-access-key', { 'user-name': name })`. An option whose value starts with a hyphen
 * is written `--option=value`, or the CLI would read the value as an option of its own.
 */
export const awsCommand = (call: string, options: Readonly<Record<string, string | true>> = {}): string => {
  const words = Object.entries(options).map(([option, value]) => {
    if (value === true) return `--${option}`
    return value.startsWith('-') ? `--${option}=${shellQuote(value)}` : `--${option} ${shellQuote(value)}`
  })
  return ['aws', call, ...words].join(' ')
}
