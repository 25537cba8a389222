import type { Command, Option } from 'commander'

export interface OptionWords {
  readonly flag: string
  readonly description: string
  /** What may follow; empty for a file or anything, undefined for nothing. */
  readonly values: readonly string[] | undefined
}

export interface CommandWords {
  readonly name: string
  readonly description: string
  readonly options: readonly OptionWords[]
}

const optionWords = (option: Option): readonly OptionWords[] =>
  option.long == null || option.hidden
    ? []
    : [
        {
          flag: option.long,
          description: option.description,
          values: option.required || option.optional ? (option.argChoices ?? []) : undefined,
        },
      ]

const HELP: OptionWords = { flag: '--help', description: 'examples and options', values: undefined }

/** What can be typed, as the program itself declares it: a new command or option is completed without a line here. */
export const commandWords = (program: Command): readonly CommandWords[] =>
  program.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    options: [...command.options.flatMap(optionWords), HELP],
  }))
