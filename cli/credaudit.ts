import { Command, CommanderError } from 'commander'
import { EvidenceFolderError } from '#shared/clients/evidence-folder.ts'
import { AwsCallError } from '#shared/clients/failure.ts'
import { EvidenceError } from '#shared/evidence/evidence-error.ts'
import { StateError } from '#shared/facts/state-error.ts'
import { visible } from '#shared/reports/plain-text.ts'
import { ConfigurationError } from '#shared/rules/configuration-error.ts'
import type { AddCommand } from './add-command.ts'
import { commands } from './commands/index.ts'
import { EXIT, type ExitCode, UsageError } from './exit-codes.ts'
import { endProgress } from './terminal.ts'
import { version } from './version.ts'

const VERSION = new Set(['-V', '--version'])

/** The one command that is named; all of them for help and for a word that is none of them. */
const commandsFor = ([first = '']: readonly string[]): Promise<readonly AddCommand[]> => {
  const named = commands.get(first)
  const wanted = named === undefined ? (VERSION.has(first) ? [] : [...commands.values()]) : [named]
  return Promise.all(wanted.map((load) => load()))
}

const program = (added: readonly AddCommand[], finish: (code: ExitCode) => void): Command => {
  const root = new Command('credaudit')
    .description('Audits the credentials of AWS accounts: read-only, and honest about what it could not see.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(credaudit --help lists the commands)')
    .addHelpText(
      'after',
      '\nExamples:\n  credaudit audit --evidence samples/account\n  credaudit audit --live --profile prod\n',
    )
  for (const add of added) add(root, finish)
  for (const command of root.commands) command.exitOverride()
  return root
}

/** Errors that say themselves what to do; anything else is a fault of ours and shows where it came from. */
const isPlainError = (error: unknown): error is Error =>
  [UsageError, EvidenceError, ConfigurationError, EvidenceFolderError, StateError, AwsCallError].some(
    (kind) => error instanceof kind,
  )

export const credaudit = async (words: readonly string[]): Promise<ExitCode> => {
  let code: ExitCode = EXIT.done
  try {
    const added = await commandsFor(words)
    await program(added, (finished) => (code = finished)).parseAsync([...words], { from: 'user' })
    return code
  } catch (error) {
    endProgress()
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.unusable
    if (!isPlainError(error)) throw error
    process.stderr.write(`credaudit: ${visible(error.message)}\n`)
    return EXIT.unusable
  }
}
