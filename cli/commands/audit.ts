import { readFile } from 'node:fs/promises'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { listAccountFolders } from '#shared/clients/account-folders.ts'
import { readEvidenceFolder } from '#shared/clients/evidence-folder.ts'
import type { Exception } from '#shared/findings/exceptions.ts'
import { isAtLeast, SEVERITIES, type Severity } from '#shared/findings/finding.ts'
import { parseExceptions } from '#shared/findings/parse-exceptions.ts'
import { activityEntryOf, auditAccount } from '#shared/jobs/audit-account.ts'
import type { AuditDocument } from '#shared/reports/audit-document.ts'
import { plural } from '#shared/facts/plural.ts'
import { type AuditConfiguration, defaultConfiguration } from '#shared/rules/configuration.ts'
import { ConfigurationError } from '#shared/rules/configuration-error.ts'
import { allRules } from '#shared/rules/index.ts'
import { parseConfiguration } from '#shared/rules/parse-configuration.ts'
import { EXIT, type ExitCode, UsageError } from '../exit-codes.ts'
import { AUDIT_FORMATS, type AuditFormat, formatAudit } from '../formats.ts'
import { collectLive, type LiveOptions, regionFrom } from '../live-account.ts'
import { addLiveOptions, listOf } from '../live-options.ts'
import { refuseCredentialOptions } from '../misplaced-options.ts'
import { nearest } from '../nearest.ts'
import { writeReports } from '../output.ts'
import { rememberedDocument } from '../remembered-document.ts'
import { readActivity } from '../read-activity.ts'
import { endProgress, progress } from '../terminal.ts'
import { version } from '../version.ts'
import type { AddCommand } from '../add-command.ts'
import type { OrganizationSettings } from '../audit-organization.ts'

interface AuditOptions extends LiveOptions {
  readonly evidence?: string
  readonly organization?: string
  readonly live?: boolean
  readonly state?: string
  readonly now?: Date
  readonly config?: string
  readonly exceptions?: string
  readonly format: readonly AuditFormat[]
  readonly out?: string
  readonly failOn?: Severity
  readonly strict?: boolean
  readonly rule?: readonly string[]
  readonly all?: boolean
}

/** 30 February would else be read as 2 March. */
const isOnCalendar = (day: string): boolean => new Date(day).toISOString().startsWith(day)

export const instant = (text: string): Date => {
  const at = new Date(text)
  if (
    !/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) ||
    Number.isNaN(at.getTime()) ||
    !isOnCalendar(text.slice(0, 10))
  ) {
    throw new InvalidArgumentError('It must be an ISO 8601 instant such as 2026-11-20 or 2026-11-20T06:00:00Z.')
  }
  return at
}

const formats = (text: string): readonly AuditFormat[] =>
  text.split(',').map((word) => {
    const format = AUDIT_FORMATS.find((known) => known === word.trim())
    if (format === undefined) throw new InvalidArgumentError(`${word} is not one of ${AUDIT_FORMATS.join(', ')}.`)
    return format
  })

const DEFAULT_FORMATS: readonly AuditFormat[] = ['table']

const ruleIds = (text: string): readonly string[] =>
  text.split(',').map((id) => {
    const known = allRules.map((rule) => rule.id)
    if (!known.includes(id)) throw new InvalidArgumentError(`There is no rule ${id}${nearest(id, known)}.`)
    return id
  })

const settingsText = (file: string, option: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ConfigurationError(
      `${file} cannot be read (${error.code ?? 'unknown error'}); ${option} takes a YAML or JSON file.`,
    )
  })

export const configurationFrom = async (file: string | undefined): Promise<AuditConfiguration> =>
  file === undefined ? defaultConfiguration : parseConfiguration(await settingsText(file, '--config'), file, allRules)

const exceptionsFrom = async (file: string | undefined, now: Date): Promise<readonly Exception[]> =>
  file === undefined
    ? []
    : parseExceptions(await settingsText(file, '--exceptions'), { fileName: file, rules: allRules, now })

const exitCodeOf = (document: AuditDocument, { failOn, strict }: AuditOptions): ExitCode => {
  const open = document.findings.filter(({ status }) => status !== 'excepted' && status !== 'resolved')
  if (failOn !== undefined && open.some(({ severity }) => isAtLeast(severity, failOn))) return EXIT.findings
  return strict && document.notAssessed.length > 0 ? EXIT.partly : EXIT.done
}

const evidenceFrom = async ({ evidence, live, ...options }: AuditOptions, configuration: AuditConfiguration) => {
  if ((evidence === undefined) === (live !== true)) {
    throw new UsageError(
      'Say what to audit: --evidence DIR for a folder, --organization DIR for a folder of each account, or --live for the account of your credentials.',
    )
  }
  return evidence === undefined ? (await collectLive(options, configuration)).files : readEvidenceFolder(evidence)
}

const run = async (options: AuditOptions): Promise<ExitCode> => {
  if (options.rule !== undefined && options.state !== undefined)
    throw new UsageError(
      '--rule leaves the other rules out, and --state would remember their findings as resolved; give one of them.',
    )
  if (options.live !== true) refuseCredentialOptions(options)
  const configuration = await configurationFrom(options.config)
  const now = options.now ?? new Date()
  const exceptions = await exceptionsFrom(options.exceptions, now)
  const { organization } = options
  if (organization === undefined) return auditOne(options, { configuration, exceptions, now })
  if (options.evidence !== undefined || options.live === true)
    throw new UsageError('--organization DIR audits the folders below DIR; give neither --evidence nor --live with it.')
  const { auditOrganization } = await import('../audit-organization.ts')
  return auditOrganization({ ...options, organization }, { configuration, exceptions, now })
}

/** Easily meant, and for want of a word for it else called empty. */
const refuseFolderOfFolders = async (folder: string): Promise<void> => {
  const [first] = await listAccountFolders(folder)
  if (first !== undefined)
    throw new UsageError(
      `${folder} has no evidence of its own, but folders (${first}). If each is an account's, say --organization ${folder}.`,
    )
}

const auditOne = async (
  options: AuditOptions,
  { configuration, exceptions, now }: OrganizationSettings,
): Promise<ExitCode> => {
  const files = await evidenceFrom(options, configuration)
  const activity = options.evidence === undefined ? undefined : await readActivity(options.evidence)
  if (options.evidence !== undefined && files.length === 0 && activity === undefined)
    await refuseFolderOfFolders(options.evidence)
  progress(`judging ${plural(files.length, 'file')}`)
  const outcome = auditAccount({
    files,
    configuration,
    exceptions,
    now,
    version,
    ...(options.rule && { ruleIds: options.rule }),
    ...(activity && { activity: { profile: activity, entry: activityEntryOf(activity) } }),
    suggestions: options.format.includes('html'),
  })
  endProgress()
  const document =
    options.state === undefined ? outcome.document : await rememberedDocument(outcome, options.state, now)
  const reports = options.format.map((format) => ({
    format,
    text: formatAudit(document, format, { all: options.all ?? false, region: regionFrom(options), out: options.out }),
  }))
  await writeReports(reports, options.out)
  return exitCodeOf(document, options)
}

export const addAudit: AddCommand = (program: Command, finish) => {
  const command = program
    .command('audit')
    .description('Judge the credentials of one account, from an evidence folder or live; or of many, each in a folder.')
    .option('--evidence <dir>', 'an evidence folder (see `credaudit collect`)')
    .option(
      '--organization <dir>',
      'a folder with an evidence folder for each account: all of them, and beside each other',
    )
    .option('--live', 'collect from the account of your credentials first, read-only')
    .option('--state <dir>', 'remember findings there: first seen, new, changed, resolved')
    .addOption(new Option('--now <instant>', 'judge as of this time instead of now').argParser(instant))
    .option('--config <file>', 'limits, identity classes and more (YAML or JSON)')
    .option('--exceptions <file>', 'findings that are accepted for a time: rule, subject, reason, owner, expires')
    .addOption(
      new Option('--format <formats>', `one or more of ${AUDIT_FORMATS.join(',')}`)
        .argParser(listOf(formats, DEFAULT_FORMATS))
        .default(DEFAULT_FORMATS, 'table'),
    )
    .option('--out <file-or-dir>', 'write there instead of standard output; a directory for several formats')
    .addOption(new Option('--fail-on <severity>', 'exit 1 when a finding this grave is open').choices(SEVERITIES))
    .option('--strict', 'exit 3 when something could not be assessed')
    .addOption(new Option('--rule <ids>', 'only these rules, comma separated').argParser(listOf(ruleIds)))
    .option('--all', 'list every finding of every rule in the table')
  addLiveOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  credaudit audit --evidence samples/account --now 2026-11-20T06:00:00Z
  credaudit audit --live --profile prod --regions eu-central-1,us-east-1
  credaudit audit --evidence evidence/ --format json,csv --out reports/ --fail-on high
  credaudit audit --organization accounts/ --format json,html --out reports/

Exit: 0 done, 1 a finding at or above --fail-on is open, 2 wrong usage or unusable evidence, 3 --strict and something was not assessed.
`,
    )
    .action(async (options: AuditOptions) => finish(await run(options)))
}
