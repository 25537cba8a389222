import type { AccountFacts } from '#shared/facts/account.ts'
import type { MfaDevice } from '#shared/facts/credential.ts'
import { type Known, known, mapKnown, unknownFact } from '#shared/facts/known.ts'
import { byKey } from '#shared/facts/order.ts'
import type { ManagedPolicy } from '#shared/facts/policy.ts'
import type { Role } from '#shared/facts/principal.ts'
import { type AccountIdentity, accountIdentityOf } from './account-identity.ts'
import { type AccountRecord, NO_ACCOUNT_RECORD, parseAccountRecord } from './account-record.ts'
import { parseAccountSummary } from './account-summary.ts'
import { type AuthorizationDetails, parseAuthorizationDetails } from './authorization-details.ts'
import type { CredentialReport } from './credential-report.ts'
import { EvidenceError } from './evidence-error.ts'
import type { EvidenceFile } from './evidence-file.ts'
import { ownEntities } from './foreign-entities.ts'
import { lastAccessedOf } from './last-accessed-reports.ts'
import { cutShortWords } from './list-answer.ts'
import { readLiveUserAnswers } from './live-user-answers.ts'
import { mergeUsers } from './merge-users.ts'
import { readCredentialReport } from './report-source.ts'
import { parseRoles, withListed } from './roles.ts'
import { rootUserOf } from './root-user.ts'
import { readSettings } from './settings.ts'
import { completedSources, noteFailure, openLedger, readFile, readWhole, type SourceLedger } from './source-ledger.ts'
import { parseVirtualMfaDevices } from './virtual-mfa-devices.ts'

export type { EvidenceFile } from './evidence-file.ts'

const isCustomers = ({ managedBy }: ManagedPolicy): boolean => managedBy === 'customer'

function* entityArnsOf(
  report: Known<CredentialReport>,
  details: Known<AuthorizationDetails>,
  devices: Known<readonly MfaDevice[]>,
): Generator<string> {
  if (report.state === 'known') for (const { arn } of report.value.users) yield arn
  if (details.state === 'known') {
    const { users, groups, roles, policies } = details.value
    for (const { arn } of [...users, ...groups, ...roles, ...policies.filter(isCustomers)]) yield arn
  }
  if (devices.state === 'known') for (const { owner } of devices.value) if (owner) yield owner.arn
}

/** Without the rows and entities that belong to another account. */
const ownReport = (
  report: Known<CredentialReport>,
  { id }: AccountIdentity,
  { problems }: SourceLedger,
): Known<CredentialReport> =>
  mapKnown(report, (all) => {
    const origin = { source: 'credential-report', file: all.file, problems } as const
    const rows = all.root.state === 'known' ? [...all.users, all.root.value] : all.users
    const own = new Set(ownEntities(rows, id, origin))
    const foreignRoot = all.root.state === 'known' && !own.has(all.root.value)
    return {
      ...all,
      users: all.users.filter((user) => own.has(user)),
      root: foreignRoot ? unknownFact(`The root row of ${all.file} belongs to another account.`) : all.root,
    }
  })

const ownDetails = (
  details: Known<AuthorizationDetails>,
  { id }: AccountIdentity,
  { problems }: SourceLedger,
): Known<AuthorizationDetails> =>
  mapKnown(details, (all) => {
    const origin = { source: 'account-authorization-details', file: all.file, problems } as const
    const customers = all.policies.filter(isCustomers)
    const own = new Set(ownEntities([...all.users, ...all.groups, ...all.roles, ...customers], id, origin))
    return {
      ...all,
      users: all.users.filter((user) => own.has(user)),
      groups: all.groups.filter((group) => own.has(group)).sort(byKey(({ arn }) => arn)),
      roles: all.roles.filter((role) => own.has(role)).sort(byKey(({ arn }) => arn)),
      policies: all.policies.filter((policy) => !isCustomers(policy) || own.has(policy)).sort(byKey(({ arn }) => arn)),
    }
  })

const rolesOf = (ledger: SourceLedger, details: Known<AuthorizationDetails>): Known<readonly Role[]> => {
  const listed = readWhole(ledger, 'roles', parseRoles)
  const byArn = new Map(listed.state === 'known' ? listed.value.map((role) => [role.arn, role]) : [])
  const reason = listed.state === 'unknown' ? listed.reason : 'roles.json does not have this role.'
  return mapKnown(details, ({ roles }) => roles.map((role) => withListed(role, byArn.get(role.arn), reason)))
}

/** Pages that end before their end are kept: who is in them is judged, who is not in them is not known. */
const readDetails = (ledger: SourceLedger): Known<AuthorizationDetails> => {
  const name = 'account-authorization-details'
  const details = readFile(ledger, name, parseAuthorizationDetails)
  if (details.state === 'unknown') return details
  const failure = noteFailure(ledger, name)
  if (failure === undefined && details.value.cutShort) {
    const reason = cutShortWords(details.value.file)
    ledger.sources.set(name, { state: 'failed', call: 'iam:GetAccountAuthorizationDetails', reason })
  }
  return known({ ...details.value, cutShort: details.value.cutShort || failure !== undefined })
}

const readRecord = (ledger: SourceLedger): AccountRecord => {
  const read = readFile(ledger, 'account', parseAccountRecord)
  const record = read.state === 'known' ? read.value : NO_ACCOUNT_RECORD
  ledger.errors = record.errors
  return record
}

const OTHER_READERS = /^(?:\.\/)?(?:cloudtrail|service-last-accessed)\//u

const refuseWhatCannotBeUsed = (ledger: SourceLedger, files: readonly EvidenceFile[], hasActivity: boolean): void => {
  if (hasActivity || files.some(({ name }) => OTHER_READERS.test(name))) return
  const states = [...ledger.sources.values()]
  if (states.some(({ state }) => state === 'read' || state === 'stale' || state === 'failed')) return
  const unreadable = states.find((source) => source.state === 'unreadable')
  if (unreadable) throw new EvidenceError(unreadable.reason)
  const found = files.length === 0 ? 'it is empty' : `it has ${files.length} files, none of them of a name that is read`
  throw new EvidenceError(
    `The evidence folder holds nothing that can be audited: ${found}. Put at least credential-report.csv or account-authorization-details.json into it.`,
  )
}

const devicesByOwner = (devices: Known<readonly MfaDevice[]>): ReadonlySet<string> =>
  new Set(devices.state === 'known' ? devices.value.flatMap(({ owner }) => (owner ? [owner.arn] : [])) : [])

/**
 * All facts that an evidence folder holds of one account. What is missing, denied, stale or broken stands in the facts as unknown with its
 * reason, in `sources` and in `problems`; EvidenceError is thrown only where nothing can be used.
 */
export interface Reading {
  readonly now: Date
  /** The accounts in the CloudTrail log that lies beside these files; with a log the evidence is worth judging whatever they are. */
  readonly seenAccounts?: readonly { readonly id: string; readonly partition: string }[]
}

export const parseAccount = (files: readonly EvidenceFile[], { now, seenAccounts }: Reading): AccountFacts => {
  const ledger = openLedger(files, now)
  const record = readRecord(ledger)
  const allReport = readCredentialReport(ledger, record)
  const allDetails = readDetails(ledger)
  const virtualMfaDevices = mapKnown(readWhole(ledger, 'virtual-mfa-devices', parseVirtualMfaDevices), (devices) =>
    [...devices].sort(byKey(({ serialNumber }) => serialNumber)),
  )
  const rootRow = allReport.state === 'known' ? allReport.value.root : undefined
  const identity = accountIdentityOf({
    record,
    rootArn: rootRow?.state === 'known' ? rootRow.value.arn : undefined,
    entityArns: entityArnsOf(allReport, allDetails, virtualMfaDevices),
    seenAccounts: seenAccounts ?? [],
  })
  const report = ownReport(allReport, identity, ledger)
  const details = ownDetails(allDetails, identity, ledger)
  const summary = readWhole(ledger, 'account-summary', parseAccountSummary)
  const live = readLiveUserAnswers(ledger)
  const virtualMfaUsers = devicesByOwner(virtualMfaDevices)
  const { users, problems } = mergeUsers({
    identity,
    report,
    details,
    live,
    virtualMfaUsers,
    collectedAt: record.collectedAt,
  })
  const row = report.state === 'known' ? report.value.root : report
  const root = rootUserOf({ identity, row, summary, virtualMfaDevices })
  const roles = rolesOf(ledger, details)
  const settings = readSettings(ledger)
  refuseWhatCannotBeUsed(ledger, files, seenAccounts !== undefined)
  ledger.problems.push(...problems, ...root.problems)
  return {
    kind: 'account',
    ...identity,
    ...(record.alias !== undefined && { alias: record.alias }),
    ...(record.regions !== undefined && { regions: record.regions }),
    ...(record.collectedAt.state === 'known' && { collectedAt: record.collectedAt.value }),
    sources: completedSources(ledger),
    problems: ledger.problems,
    reportGeneratedAt: report.state === 'known' ? report.value.generatedAt : report,
    root: root.root,
    users,
    groups: mapKnown(details, ({ groups }) => groups),
    roles,
    policies: mapKnown(details, ({ policies }) => policies),
    summary,
    virtualMfaDevices,
    lastAccessed: lastAccessedOf(ledger, files, record),
    ...settings,
  }
}
