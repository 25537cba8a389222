import type { CommandWords, OptionWords } from './command-words.ts'

const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`

const optionLine =
  (command: string) =>
  ({ flag, description, values }: OptionWords): string => {
    const after = values === undefined ? '' : values.length === 0 ? ' -r' : ` -x -a ${quoted(values.join(' '))}`
    return `complete -c credaudit -n '__fish_seen_subcommand_from ${command}' -l ${flag.slice(2)} -d ${quoted(description)}${after}`
  }

export const fishCompletion = (commands: readonly CommandWords[]): string =>
  commands
    .flatMap(({ name, description, options }) => [
      `complete -c credaudit -f -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
      ...options.map(optionLine(name)),
    ])
    .map((line) => `${line}\n`)
    .join('')
