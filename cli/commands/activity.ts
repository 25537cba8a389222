import { InvalidArgumentError, Option } from 'commander'
import { activityDocument } from '#shared/activity/activity-document.ts'
import { keyDossier } from '#shared/activity/key-dossier.ts'
import { formatActivity, formatKeyDossier } from '#shared/reports/activity-table.ts'
import type { AddCommand } from '../add-command.ts'
import { UsageError } from '../exit-codes.ts'
import { readActivity } from '../read-activity.ts'
import { terminalPaint } from '../terminal.ts'

interface ActivityOptions {
  readonly evidence: string
  readonly principal?: string
  readonly key?: string
  readonly format: 'table' | 'json'
  readonly all?: boolean
}

const SHOWN_PER_PRINCIPAL = 12

const accessKeyId = (text: string): string => {
  if (/^[A-Z0-9]{16,128}$/.test(text)) return text
  throw new InvalidArgumentError('It must be an access key id such as AKIAIOSFODNN7EXAMPLE.')
}

const run = async ({ evidence, principal, key, format, all }: ActivityOptions): Promise<void> => {
  const profile = await readActivity(evidence)
  if (profile === undefined) {
    throw new UsageError(
      `${evidence} has no CloudTrail files: put log files (.json, .json.gz, .jsonl) into ${evidence}/cloudtrail/, at any depth.`,
    )
  }
  const document = activityDocument(profile, {
    ...(principal === undefined ? {} : { principal }),
    ...(key === undefined ? {} : { accessKeyId: key }),
  })
  const dossier = key === undefined ? undefined : keyDossier(profile, key)
  if (format === 'json') {
    process.stdout.write(
      `${JSON.stringify(key === undefined ? document : { ...document, dossier: dossier ?? null }, null, 2)}\n`,
    )
    return
  }
  const paint = terminalPaint()
  if (key !== undefined) {
    process.stdout.write(
      dossier === undefined
        ? `No use of ${key} in these records. That says "not used" only where the trail would have seen it: see the coverage in --format json.\n`
        : formatKeyDossier(dossier, paint),
    )
    return
  }
  process.stdout.write(
    formatActivity(document, { paint, perPrincipal: all ? Number.POSITIVE_INFINITY : SHOWN_PER_PRINCIPAL }),
  )
}

export const addActivity: AddCommand = (program) => {
  program
    .command('activity')
    .description(
      'Who did what, from where, in the CloudTrail files of an evidence folder; with --key, what still uses a key.',
    )
    .requiredOption('--evidence <dir>', 'an evidence folder with CloudTrail files in cloudtrail/')
    .option('--principal <arn>', 'only this user or role')
    .addOption(new Option('--key <id>', 'the dossier of one access key').argParser(accessKeyId))
    .addOption(new Option('--format <format>', 'table or json').choices(['table', 'json']).default('table'))
    .option('--all', 'list every call of every principal')
    .addHelpText(
      'after',
      '\nExamples:\n  credaudit activity --evidence samples/account\n  credaudit activity --evidence samples/account --key AKIARZPUZDIKCLLPB42D\n',
    )
    .action(run)
}
