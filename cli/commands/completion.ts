import { Argument, Command } from 'commander'
import type { AddCommand } from '../add-command.ts'
import { bashCompletion } from '../completion/bash.ts'
import { type CommandWords, commandWords } from '../completion/command-words.ts'
import { fishCompletion } from '../completion/fish.ts'
import { zshCompletion } from '../completion/zsh.ts'
import { commands } from './index.ts'

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const
type Shell = keyof typeof SHELLS

/** Of every command, also those that this run did not load. */
const allCommands = async (): Promise<readonly CommandWords[]> => {
  const program = new Command()
  for (const load of commands.values()) (await load())(program, () => {})
  return commandWords(program)
}

export const addCompletion: AddCommand = (program) => {
  program
    .command('completion')
    .description('Print what a shell needs to complete commands and options.')
    .addArgument(new Argument('<shell>', 'whose').choices(Object.keys(SHELLS)))
    .addHelpText(
      'after',
      `
Examples:
  credaudit completion bash > ~/.local/share/bash-completion/completions/credaudit
  credaudit completion zsh > ~/.zfunc/_credaudit
  credaudit completion fish > ~/.config/fish/completions/credaudit.fish
`,
    )
    .action(async (shell: Shell) => {
      process.stdout.write(SHELLS[shell](await allCommands()))
    })
}
