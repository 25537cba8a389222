import path from 'node:path'
import { InvalidArgumentError, Option } from 'commander'
import { accountsSeen } from '#shared/activity/accounts-seen.ts'
import { newUsageProfile } from '#shared/activity/usage-profile.ts'
import { readEvidenceFolder } from '#shared/clients/evidence-folder.ts'
import { parseAccount } from '#shared/evidence/parse-account.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { checkSuggestions } from '#shared/jobs/check-suggestions.ts'
import { suggestPolicies } from '#shared/jobs/suggest-policies.ts'
import { jsonText } from '#shared/reports/json-line.ts'
import { visible } from '#shared/reports/plain-text.ts'
import { formatSuggestions } from '#shared/reports/suggestion-table.ts'
import { formatTerraform } from '#shared/reports/suggestion-terraform.ts'
import type { PolicySuggestion } from '#shared/suggestions/policy-suggestion.ts'
import { policyFileName } from '#shared/suggestions/attach-commands.ts'
import type { AddCommand } from '../add-command.ts'
import { EXIT, type ExitCode, UsageError } from '../exit-codes.ts'
import { writeWhole } from '../output.ts'
import { listOf, repeated } from '../live-options.ts'
import { refuseMisplaced } from '../misplaced-options.ts'
import { readActivity } from '../read-activity.ts'
import { endProgress, progress, tableStyle } from '../terminal.ts'
import { configurationFrom, instant } from './audit.ts'

const FORMATS = ['table', 'json', 'terraform'] as const
type Format = (typeof FORMATS)[number]
const ENDINGS: Readonly<Record<Format, string>> = { table: 'txt', json: 'json', terraform: 'tf' }

interface SuggestOptions {
  readonly evidence: string
  readonly principal?: readonly string[]
  readonly all?: boolean
  readonly acceptGaps?: boolean
  readonly liveChecks?: boolean
  readonly profile?: string
  readonly region?: string
  readonly now?: Date
  readonly config?: string
  readonly format: readonly Format[]
  readonly out?: string
}

const formats = (text: string): readonly Format[] =>
  text.split(',').map((word) => {
    const format = FORMATS.find((known) => known === word.trim())
    if (format === undefined) throw new InvalidArgumentError(`${word} is not one of ${FORMATS.join(', ')}.`)
    return format
  })

const DEFAULT_FORMATS: readonly Format[] = ['table']

const SHOWN_PER_LIST = 12

const formatted = (suggestions: readonly PolicySuggestion[], format: Format, out: string | undefined): string => {
  switch (format) {
    case 'table':
      return formatSuggestions(suggestions, { ...tableStyle(out), perList: SHOWN_PER_LIST })
    case 'json':
      return jsonText(suggestions)
    case 'terraform':
      return formatTerraform(suggestions)
  }
}

const write = async (suggestions: readonly PolicySuggestion[], { format, out }: SuggestOptions): Promise<void> => {
  if (out === undefined) {
    const [only, ...more] = format
    if (only === undefined || more.length > 0)
      throw new UsageError('Several formats need --out DIR: one standard output cannot hold them apart.')
    process.stdout.write(formatted(suggestions, only, out))
    return
  }
  for (const one of format)
    await writeWhole(path.join(out, `suggestions.${ENDINGS[one]}`), formatted(suggestions, one, out))
  for (const { principal, policies } of suggestions)
    for (const [index, { document }] of policies.entries())
      await writeWhole(path.join(out, policyFileName(principal, index)), jsonText(document))
}

const say = (sentence: string): void => {
  process.stderr.write(`credaudit: ${visible(sentence)}\n`)
}

/** The SDK is loaded only where AWS is asked. */
const checkedLive = async (
  suggestions: readonly PolicySuggestion[],
  account: AccountFacts,
  options: SuggestOptions,
): Promise<readonly PolicySuggestion[]> => {
  const [{ awsChecksOf }, { credentialsFrom, regionFrom }] = await Promise.all([
    import('#shared/clients/policy-checks/aws-checks.ts'),
    import('../live-account.ts'),
  ])
  const region = regionFrom(options)
  const aws = awsChecksOf({ region, credentials: credentialsFrom(options, region) })
  return await checkSuggestions(aws, suggestions, account)
}

const run = async (options: SuggestOptions): Promise<ExitCode> => {
  const { evidence, principal, all, now, config } = options
  if ((principal === undefined) === (all !== true))
    throw new UsageError('Say for whom: --principal ARN (or name; again for more), or --all for every user and role.')
  if (options.liveChecks !== true)
    refuseMisplaced({ '--profile': options.profile, '--region': options.region }, 'goes with --live-checks.')
  const configuration = await configurationFrom(config)
  const files = await readEvidenceFolder(evidence)
  const profile = await readActivity(evidence)
  const account = parseAccount(files, {
    now: now ?? new Date(),
    ...(profile && { seenAccounts: accountsSeen(profile) }),
  })
  for (const { source, reason } of account.problems) if (source === 'service-last-accessed') say(`not used: ${reason}`)
  progress('suggesting and proving policies')
  const { suggestions, notFound, noActivity, silent } = suggestPolicies({
    account,
    profile: profile ?? newUsageProfile(),
    configuration,
    principals: principal,
    acceptGaps: options.acceptGaps,
  })
  endProgress()
  const [missing] = notFound
  if (missing !== undefined && noActivity.length === 0)
    throw new UsageError(`${missing} is neither in the evidence nor in its log; --principal takes an ARN or a name.`)
  await write(options.liveChecks === true ? await checkedLive(suggestions, account, options) : suggestions, options)
  if (noActivity.length + silent.length === 0) return EXIT.done
  for (const reason of [...noActivity, ...silent]) say(reason)
  say('No policy is suggested: what cannot be seen is not unused.')
  if (silent.length > 0) say('If you know that nothing else was done while the log was silent, say --accept-gaps.')
  return EXIT.partly
}

export const addSuggest: AddCommand = (program, finish) => {
  program
    .command('suggest')
    .description(
      'The least that a principal needs, from what it did in the CloudTrail files of an evidence folder, with the proof.',
    )
    .requiredOption(
      '--evidence <dir>',
      'an evidence folder with CloudTrail files in cloudtrail/ and, if you like, service-last-accessed/',
    )
    .addOption(
      new Option('--principal <arn>', 'a user, role or group, by ARN or name; may be given again').argParser(repeated),
    )
    .option('--all', 'every user and role')
    .option('--accept-gaps', 'suggest in spite of days on which the log did not run; they stay named')
    .option(
      '--live-checks',
      'ask IAM Access Analyzer and the IAM policy simulator about each policy (AWS charges for some)',
    )
    .option('--profile <name>', "with --live-checks: a profile of the AWS CLI's configuration")
    .option('--region <region>', 'with --live-checks: any Region of your partition')
    .addOption(new Option('--now <instant>', 'read the evidence as of this time instead of now').argParser(instant))
    .option('--config <file>', 'identity classes, among them break-glass (YAML or JSON)')
    .addOption(
      new Option('--format <formats>', `one or more of ${FORMATS.join(',')}`)
        .argParser(listOf(formats, DEFAULT_FORMATS))
        .default(DEFAULT_FORMATS, 'table'),
    )
    .option('--out <dir>', 'write there instead of standard output, each policy in a file of its own beside')
    .addHelpText(
      'after',
      `
Examples:
  credaudit suggest --evidence samples/account --principal orders-api-task --accept-gaps
  credaudit suggest --evidence evidence/ --all --format json,terraform --out suggestions/

Exit: 0 done, 2 wrong usage or unusable evidence, 3 no policy is suggested because the log is not there or has holes.
`,
    )
    .action(async (options: SuggestOptions) => finish(await run(options)))
}
