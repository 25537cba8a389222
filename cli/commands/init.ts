import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { visible } from '#shared/reports/plain-text.ts'
import type { AddCommand } from '../add-command.ts'
import { EXIT, UsageError } from '../exit-codes.ts'
import { askAll, defaultAnswers } from '../init/ask.ts'
import { configurationText } from '../init/configuration-text.ts'
import { exceptionsText } from '../init/exceptions-text.ts'
import { nextSteps } from '../init/next-steps.ts'
import { writeWhole } from '../output.ts'
import { packageRoot } from '../package-root.ts'

interface InitOptions {
  readonly out: string
  readonly yes?: boolean
  readonly force?: boolean
}

/** Beside the files, so that editors find them wherever the package is. */
const SCHEMAS = '.credaudit'

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  )

const refuseToOverwrite = async (files: readonly string[]): Promise<void> => {
  for (const file of files)
    if (await isThere(file))
      throw new UsageError(`${file} is there already, and is left as it is; --force overwrites it.`)
}

const copySchemas = async (folder: string): Promise<void> => {
  for (const name of ['configuration.json', 'exceptions.json'])
    await writeWhole(
      path.join(folder, SCHEMAS, name),
      await readFile(new URL(`docs/schemas/${name}`, packageRoot()), 'utf8'),
    )
}

const run = async ({ out, yes, force }: InitOptions): Promise<void> => {
  const configuration = path.join(out, 'credaudit.yaml')
  const exceptions = path.join(out, 'exceptions.yaml')
  if (force !== true) await refuseToOverwrite([configuration, exceptions])
  const answers = yes === true ? await defaultAnswers() : await askAll({ input: process.stdin, output: process.stderr })
  await copySchemas(out)
  await writeWhole(configuration, configurationText(answers, `./${SCHEMAS}/configuration.json`))
  await writeWhole(exceptions, exceptionsText(answers, `./${SCHEMAS}/exceptions.json`))
  process.stdout.write(nextSteps(answers, { configuration: visible(configuration), exceptions: visible(exceptions) }))
}

export const addInit: AddCommand = (program, finish) => {
  program
    .command('init')
    .description(
      'Ask a few questions and write credaudit.yaml and exceptions.yaml, with comments and for editors their schemas.',
    )
    .option('--out <dir>', 'where to', '.')
    .option('--yes', 'ask nothing, take the defaults')
    .option('--force', 'overwrite what is there')
    .addHelpText(
      'after',
      `
Examples:
  credaudit init
  credaudit init --yes --out settings/

Exit: 0 written, 2 something is there already, or the answers ended early; then nothing was written.
`,
    )
    .action(async (options: InitOptions) => {
      await run(options)
      finish(EXIT.done)
    })
}
