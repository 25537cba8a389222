import { Option } from 'commander'
import { refuseFolderInUse, writeEvidenceFolder } from '#shared/clients/evidence-folder.ts'
import { visible } from '#shared/reports/plain-text.ts'
import { plural } from '#shared/facts/plural.ts'
import type { AddCommand } from '../add-command.ts'
import { EXIT, UsageError } from '../exit-codes.ts'
import { collectLive, type LastAccessedOptions, type LiveOptions } from '../live-account.ts'
import { addLiveOptions, repeated } from '../live-options.ts'
import { configurationFrom } from './audit.ts'

interface CollectOptions extends LiveOptions, LastAccessedOptions {
  readonly out: string
  readonly config?: string
}

const MOST_SHOWN = 20

const run = async (options: CollectOptions): Promise<void> => {
  if (options.principal !== undefined && options.lastAccessed !== true)
    throw new UsageError('--principal says of whom --last-accessed asks; add --last-accessed, or leave both out.')
  await refuseFolderInUse(options.out)
  const { files, errors, calls } = await collectLive(options, await configurationFrom(options.config))
  await writeEvidenceFolder(options.out, files)
  process.stdout.write(`${plural(files.length, 'file')} in ${options.out}, ${plural(calls, 'call')} made.\n`)
  for (const { call, user, principal, region, reason } of errors.slice(0, MOST_SHOWN)) {
    const about = [user ?? principal, region].filter((part) => part !== undefined).join(', ')
    process.stderr.write(`not collected: ${visible(`${call}${about === '' ? '' : ` (${about})`}: ${reason}`)}\n`)
  }
  if (errors.length > MOST_SHOWN)
    process.stderr.write(`and ${errors.length - MOST_SHOWN} more; account.json has them all.\n`)
}

export const addCollect: AddCommand = (program, finish) => {
  const command = program
    .command('collect')
    .description('Write an evidence folder from a live account. Read-only.')
    .requiredOption('--out <dir>', 'a new or empty folder')
    .option('--config <file>', 'limits and identity classes: they decide which users are asked about first')
  addLiveOptions(command)
    .option('--last-accessed', "IAM's service last accessed as well, for `suggest`: a report for each user and role")
    .addOption(
      new Option(
        '--principal <arn>',
        'with --last-accessed: only this user or role, by ARN or name; again for more',
      ).argParser(repeated),
    )
    .addHelpText(
      'after',
      `
Examples:
  credaudit collect --profile prod --out evidence/
  credaudit collect --profile prod --last-accessed --principal orders-api-task --out evidence/
`,
    )
    .action(async (options: CollectOptions) => {
      await run(options)
      finish(EXIT.done)
    })
}
