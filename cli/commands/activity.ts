import { InvalidArgumentError, Option } from 'commander'
import { activityDocument } from '#shared/activity/activity-document.ts'
import { keyDossier } from '#shared/activity/key-dossier.ts'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import { requireEvidenceFolder } from '#shared/clients/evidence-folder.ts'
import { formatActivity, formatKeyDossier } from '#shared/reports/activity-table.ts'
import { jsonText } from '#shared/reports/json-line.ts'
import { visible } from '#shared/reports/plain-text.ts'
import { plural } from '#shared/facts/plural.ts'
import type { AddCommand } from '../add-command.ts'
import { EXIT, type ExitCode, UsageError } from '../exit-codes.ts'
import { addLiveOptions, wholeNumber } from '../live-options.ts'
import type { LiveActivityOptions } from '../lookup/live-activity.ts'
import type { Lookup } from '../lookup/lookup-activity.ts'
import { refuseCredentialOptions } from '../misplaced-options.ts'
import { readActivity } from '../read-activity.ts'
import { terminalPaint } from '../terminal.ts'

interface ActivityOptions extends LiveActivityOptions {
  readonly evidence?: string
  readonly live?: boolean
  readonly principal?: string
  readonly format: 'table' | 'json'
  readonly all?: boolean
}

const SHOWN_PER_PRINCIPAL = 12

const accessKeyId = (text: string): string => {
  if (/^[A-Z0-9]{16,128}$/.test(text)) return text
  throw new InvalidArgumentError('It must be an access key id such as AKIAIOSFODNN7EXAMPLE.')
}

const eventName = (text: string): string => {
  if (/^[A-Za-z0-9_]{1,128}$/.test(text)) return text
  throw new InvalidArgumentError('It must be the name of an event such as ConsoleLogin.')
}

const LIVE_ONLY = ['user', 'root', 'event', 'days', 'resume', 'out'] as const

const folderActivity = async (options: ActivityOptions & { readonly evidence: string }): Promise<UsageProfile> => {
  const { evidence } = options
  const misplaced = LIVE_ONLY.find((name) => options[name] !== undefined)
  if (misplaced !== undefined) throw new UsageError(`--${misplaced} goes with --live, and not with --evidence.`)
  refuseCredentialOptions(options)
  await requireEvidenceFolder(evidence)
  const profile = await readActivity(evidence)
  if (profile === undefined) {
    throw new UsageError(
      `${evidence} has no CloudTrail files: put log files (.json, .json.gz, .jsonl) into ${evidence}/cloudtrail/, at any depth.`,
    )
  }
  return profile
}

const activityFrom = async (
  options: ActivityOptions,
): Promise<{ readonly profile: UsageProfile; readonly lookup?: Lookup }> => {
  const { evidence, live } = options
  if ((evidence === undefined) === (live !== true))
    throw new UsageError('Say where to look: --evidence DIR for a folder, or --live to ask event history.')
  if (evidence !== undefined) return { profile: await folderActivity({ ...options, evidence }) }
  const { liveActivity } = await import('../lookup/live-activity.ts')
  return liveActivity(options)
}

const documentOf = ({ principal, key }: ActivityOptions, profile: UsageProfile) =>
  activityDocument(profile, {
    ...(principal === undefined ? {} : { principal }),
    ...(key === undefined ? {} : { accessKeyId: key }),
  })

const documentText = (options: ActivityOptions, profile: UsageProfile, lookup: Lookup | undefined): string => {
  const dossier = options.key === undefined ? {} : { dossier: keyDossier(profile, options.key) ?? null }
  return jsonText({ ...documentOf(options, profile), ...dossier, ...(lookup === undefined ? {} : { lookup }) })
}

const lookupText = ({ requests, events, notReached, positions }: Lookup, { resume }: ActivityOptions): string => {
  const lines = [
    `Asked event history: ${plural(requests, 'request')}, ${plural(events, 'event')}.`,
    'Not seen:',
    ...notReached.map((sentence) => `- ${visible(sentence)}`),
    ...(positions.length === 0
      ? []
      : [
          resume === undefined
            ? 'With --resume FILE the next run goes on where this one stopped.'
            : `The same command with --resume ${resume} goes on.`,
        ]),
  ]
  return `\n${lines.join('\n')}\n`
}

const tableText = (options: ActivityOptions, profile: UsageProfile): string => {
  const { key, all } = options
  const paint = terminalPaint()
  if (key === undefined) {
    const perPrincipal = all ? Number.POSITIVE_INFINITY : SHOWN_PER_PRINCIPAL
    return formatActivity(documentOf(options, profile), { paint, perPrincipal })
  }
  const dossier = keyDossier(profile, key)
  return dossier === undefined
    ? `No use of ${key} in these records. That says "not used" only where the trail would have seen it: see the coverage in --format json.\n`
    : formatKeyDossier(dossier, paint)
}

/** A run that goes on need not name the key again. */
const keyOf = ({ key }: ActivityOptions, lookup: Lookup | undefined): { readonly key?: string } => {
  if (key !== undefined) return { key }
  return lookup?.question.kind === 'access key' ? { key: lookup.question.accessKeyId } : {}
}

const run = async (given: ActivityOptions): Promise<ExitCode> => {
  if (given.key !== undefined && given.principal !== undefined && given.format === 'table')
    throw new UsageError('The dossier of --key is of all who used it; --principal goes with it in --format json only.')
  const { profile, lookup } = await activityFrom(given)
  const options = { ...given, ...keyOf(given, lookup) }
  if (options.format === 'json') process.stdout.write(documentText(options, profile, lookup))
  else process.stdout.write(tableText(options, profile) + (lookup === undefined ? '' : lookupText(lookup, options)))
  return lookup === undefined || lookup.positions.length === 0 ? EXIT.done : EXIT.partly
}

export const addActivity: AddCommand = (program, finish) => {
  const command = program
    .command('activity')
    .description(
      'Who did what, from where, in the CloudTrail files of an evidence folder or, for one question, in event history; with --key, what still uses a key.',
    )
    .option('--evidence <dir>', 'an evidence folder with CloudTrail files in cloudtrail/')
    .option(
      '--live',
      'ask event history (LookupEvents) about one --key, --user, --root or --event: 90 days, no trail needed',
    )
    .option('--principal <arn>', 'only this user or role')
    .addOption(new Option('--key <id>', 'the dossier of one access key').argParser(accessKeyId))
    .option('--user <name>', 'with --live: what this user did')
    .option('--root', 'with --live: what the root user did')
    .addOption(new Option('--event <name>', 'with --live: who made this call').argParser(eventName))
    .addOption(new Option('--days <n>', 'with --live: so many days back, at most 90').argParser(wholeNumber(1, 90)))
    .option('--resume <file>', 'with --live: where the position is kept when the time is over, and gone on from')
    .option('--out <dir>', 'with --live: keep the events in cloudtrail/ of this evidence folder')
    .addOption(new Option('--format <format>', 'table or json').choices(['table', 'json']).default('table'))
    .option('--all', 'list every call of every principal')
  addLiveOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  credaudit activity --evidence samples/account
  credaudit activity --evidence samples/account --key AKIARZPUZDIKCLLPB42D
  credaudit activity --live --key AKIAIOSFODNN7EXAMPLE --regions eu-central-1,us-east-1 --resume position.json

Exit: 0 done, 2 wrong usage or unusable evidence, 3 event history was not read to the end.
`,
    )
    .action(async (options: ActivityOptions) => finish(await run(options)))
}
