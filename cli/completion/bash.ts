import type { CommandWords, OptionWords } from './command-words.ts'

const valueCase = ({ flag, values = [] }: OptionWords): string =>
  values.length === 0
    ? `      ${flag}) COMPREPLY=($(compgen -f -- "$current")); return ;;`
    : `      ${flag}) COMPREPLY=($(compgen -W '${values.join(' ')}' -- "$current")); return ;;`

const commandCase = ({ name, options }: CommandWords): string => {
  const withValue = options.filter(({ values }) => values !== undefined)
  return [
    `  ${name})`,
    '    case "$previous" in',
    ...withValue.map(valueCase),
    '    esac',
    `    COMPREPLY=($(compgen -W '${options.map(({ flag }) => flag).join(' ')}' -- "$current")) ;;`,
  ].join('\n')
}

/** A function for bash's own `complete`. Names of commands and options are ours: nothing in them is the shell's to read. */
export const bashCompletion = (commands: readonly CommandWords[]): string => `_credaudit() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} --help --version' -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${commands.map(commandCase).join('\n')}
  esac
}
complete -o filenames -o bashdefault -F _credaudit credaudit
`
