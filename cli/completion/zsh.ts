import type { CommandWords, OptionWords } from './command-words.ts'

/** Within single quotes of zsh; brackets and colons part a specification of `_arguments`. */
const quoted = (text: string): string => text.replaceAll("'", String.raw`'\''`)
const specified = (text: string): string => quoted(text.replaceAll(/[[\]:\\]/g, String.raw`\$&`))

const optionLine = ({ flag, description, values }: OptionWords): string => {
  const after = values === undefined ? '' : values.length === 0 ? ':value:_files' : `:value:(${values.join(' ')})`
  return `      '${flag}[${specified(description)}]${after}'`
}

const commandCase = ({ name, options }: CommandWords): string =>
  `    ${name})\n      _arguments \\\n${options.map(optionLine).join(' \\\n')} ;;`

export const zshCompletion = (commands: readonly CommandWords[]): string => `#compdef credaudit
_credaudit() {
  local -a names
  names=(
${commands.map(({ name, description }) => `    '${name}:${quoted(description)}'`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command names
    return
  fi
  local name=$words[2]
  shift words
  (( CURRENT-- ))
  case $name in
${commands.map(commandCase).join('\n')}
  esac
}
compdef _credaudit credaudit
`
