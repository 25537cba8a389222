import path from 'node:path'
import { listAccountFolders } from '#shared/clients/account-folders.ts'
import { stateFolder } from '#shared/clients/state-folder.ts'
import { isAtLeast, type Severity } from '#shared/findings/finding.ts'
import { rememberAndAnnounce } from '#shared/jobs/remember-and-announce.ts'
import {
  type SummaryOutcome,
  summarizeOrganization,
  withOrganizationChange,
} from '#shared/jobs/summarize-organization.ts'
import { ORGANIZATION } from '#shared/organization/judge-organization.ts'
import { listingOfFolders, type UnusableFolder } from '#shared/organization/listing-of-folders.ts'
import { organizationFactsOf } from '#shared/organization/organization-facts.ts'
import type { AuditDocument } from '#shared/reports/audit-document.ts'
import { formatHtml, formatOrganizationHtml } from '#shared/reports/html.ts'
import { jsonLine } from '#shared/reports/json-line.ts'
import { formatJson } from '#shared/reports/json.ts'
import type { OrganizationDocument } from '#shared/reports/organization-report.ts'
import { formatOrganizationTable } from '#shared/reports/organization-table.ts'
import type { AuditConfiguration } from '#shared/rules/configuration.ts'
import type { Exception } from '#shared/findings/exceptions.ts'
import { EXIT, type ExitCode, UsageError } from './exit-codes.ts'
import { type AuditFormat, FILE_ENDINGS } from './formats.ts'
import { judgeAccountFolders } from './judge-account-folders.ts'
import { writeReports, writeWhole } from './output.ts'
import { tableStyle } from './terminal.ts'
import { version } from './version.ts'

export interface OrganizationOptions {
  readonly organization: string
  readonly state?: string
  readonly format: readonly AuditFormat[]
  readonly out?: string
  readonly failOn?: Severity
  readonly strict?: boolean
  readonly rule?: readonly string[]
  readonly all?: boolean
}

export interface OrganizationSettings {
  readonly configuration: AuditConfiguration
  readonly exceptions: readonly Exception[]
  readonly now: Date
}

const ORGANIZATION_FORMATS = ['table', 'json', 'html'] as const
type OrganizationFormat = (typeof ORGANIZATION_FORMATS)[number]

const formatsOf = ({ format }: OrganizationOptions): readonly OrganizationFormat[] =>
  format.map((name) => {
    const known = ORGANIZATION_FORMATS.find((one) => one === name)
    if (known !== undefined) return known
    throw new UsageError(`${name} is a format of one account; --organization takes ${ORGANIZATION_FORMATS.join(', ')}.`)
  })

const formatted = (
  document: OrganizationDocument,
  format: OrganizationFormat,
  { all = false, out }: OrganizationOptions,
): string => {
  switch (format) {
    case 'table':
      return formatOrganizationTable(document, { ...tableStyle(out), all })
    case 'json':
      return `${jsonLine(document)}\n`
    case 'html':
      return formatOrganizationHtml(document)
  }
}

const ACCOUNTS = 'accounts'

/** Beside the organization's report each account's own, where there is a folder for them; else the account's evidence is all there is. */
const keeperOf = ({ out, organization }: OrganizationOptions, formats: readonly OrganizationFormat[]) => {
  const own = formats.filter((format) => format !== 'table')
  const [first] = own
  return async (id: string, document: AuditDocument, name: string): Promise<string> => {
    if (out === undefined || first === undefined) return path.join(organization, name)
    for (const format of own) {
      const text = format === 'json' ? formatJson(document) : formatHtml(document)
      await writeWhole(path.join(out, ACCOUNTS, `${id}.${FILE_ENDINGS[format]}`), text)
    }
    return `${ACCOUNTS}/${id}.${FILE_ENDINGS[first]}`
  }
}

const remembered = async ({ result, document }: SummaryOutcome, folder: string | undefined, now: Date) => {
  if (folder === undefined) return document
  const announcing = { store: stateFolder(folder), publish: async () => {}, messageFor: () => undefined }
  return withOrganizationChange(document, await rememberAndAnnounce(announcing, result, ORGANIZATION, now))
}

const exitCodeOf = (document: OrganizationDocument, { failOn, strict }: OrganizationOptions): ExitCode => {
  const { summary, findings, notAssessed } = document
  const own = findings.filter(({ status }) => status !== 'excepted' && status !== 'resolved')
  const inAccounts = Object.entries(summary.findings).filter(([, count]) => count > 0)
  const open = [...own.map(({ severity }) => severity), ...inAccounts.map(([severity]) => severity as Severity)]
  if (failOn !== undefined && open.some((severity) => isAtLeast(severity, failOn))) return EXIT.findings
  const gaps = summary.notAssessed + summary.accounts.notAudited + notAssessed.length
  return strict === true && gaps > 0 ? EXIT.partly : EXIT.done
}

const nothingUsable = (folder: string, [first]: readonly UnusableFolder[]): UsageError => {
  const why = first === undefined ? 'It has no folders.' : `${first.folder}: ${first.reason}`
  return new UsageError(`No folder below ${folder} has evidence of an account that can be used. ${why}`)
}

/** Every account below a folder, and all of them beside each other: what the Lambdas do for an organization, on a laptop. */
export const auditOrganization = async (
  options: OrganizationOptions,
  { configuration, exceptions, now }: OrganizationSettings,
): Promise<ExitCode> => {
  const { organization: folder, rule, state, out } = options
  const formats = formatsOf(options)
  const names = await listAccountFolders(folder)
  const withPages = out !== undefined && formats.includes('html')
  const { cards, ...folders } = await judgeAccountFolders(
    { folder, names, state, keep: keeperOf(options, formats) },
    { configuration, exceptions, now, version, ...(rule && { ruleIds: rule }), suggestions: withPages },
  )
  const [first] = cards
  if (first === undefined) throw nothingUsable(folder, folders.unusable)
  const { accounts, failures } = listingOfFolders(folders)
  const run = path.basename(path.resolve(folder))
  const listing = { schemaVersion: 1 as const, run, listedAt: now.toISOString(), accounts, cutShort: null }
  const summary = summarizeOrganization({
    facts: organizationFactsOf(listing, new Map(cards.map((card) => [card.account.id, card])), failures),
    told: new Set(),
    knownAccounts: configuration.knownAccounts,
    now,
    version,
    partition: first.account.partition,
    pageOf: (report) => (withPages ? report.replace(/\.\w+$/, '.html') : undefined),
  })
  const document = await remembered(summary, state, now)
  const reports = formats.map((format) => ({ format, text: formatted(document, format, options) }))
  await writeReports(reports, out, 'organization')
  return exitCodeOf(document, options)
}
