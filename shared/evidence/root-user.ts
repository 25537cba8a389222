import type { AccessKey, CredentialOwner, MfaDevice, SigningCertificate } from '#shared/facts/credential.ts'
import type { EvidenceProblem } from '#shared/facts/evidence-source.ts'
import { type Known, known, mapKnown, type Unknown, unknownFact } from '#shared/facts/known.ts'
import type { RootUser } from '#shared/facts/principal.ts'
import type { AccountSummary } from '#shared/facts/settings.ts'
import type { AccountIdentity } from './account-identity.ts'
import { type ReportEntry, ROOT_NAME } from './report-entry.ts'

interface RootEvidence {
  readonly identity: AccountIdentity
  readonly row: Known<ReportEntry>
  readonly summary: Known<AccountSummary>
  readonly virtualMfaDevices: Known<readonly MfaDevice[]>
}

type SummaryKey =
  'AccountMFAEnabled' | 'AccountPasswordPresent' | 'AccountAccessKeysPresent' | 'AccountSigningCertificatesPresent'

/** GetAccountSummary's word, which is as fresh as the collection; the report may be four hours older. */
const inSummary = (summary: Known<AccountSummary>, key: SummaryKey): Known<number> => {
  if (summary.state === 'unknown') return summary
  const count = summary.value.get(key)
  return count === undefined ? unknownFact(`account-summary.json has no ${key}.`) : known(count)
}

/** The reason of whichever source could have told, the report's first. */
const fresherOf = <T>(fresh: Known<T>, reported: Known<T>): Known<T> => (fresh.state === 'known' ? fresh : reported)

/** The summary counts root's keys and does not describe them. One stands for all: with status active, the worse that it can be. */
const undescribedKey = (owner: CredentialOwner): AccessKey => {
  const untold = unknownFact('account-summary.json counts the access keys of root and tells no more of them.')
  return { kind: 'access-key', owner, status: 'active', createdAt: untold, lastUsed: untold }
}

const undescribedCertificate = (owner: CredentialOwner): SigningCertificate => ({
  kind: 'signing-certificate',
  owner,
  status: 'active',
  uploadedAt: unknownFact('account-summary.json counts the signing certificates of root and tells no more of them.'),
})

/** The report describes, the summary counts: where the fresher count says none or some, the description gives way. */
const counted = <T>(described: Known<readonly T[]>, count: Known<number>, undescribed: T): Known<readonly T[]> => {
  if (count.state === 'unknown') return described
  if (count.value === 0) return known([])
  return described.state === 'known' && described.value.length > 0 ? described : known([undescribed])
}

const disagreement = (row: Known<ReportEntry>, mfa: Known<number>, arn: string): readonly EvidenceProblem[] => {
  if (row.state === 'unknown' || row.value.mfaActive.state === 'unknown' || mfa.state === 'unknown') return []
  if (row.value.mfaActive.value === mfa.value > 0) return []
  const reason = `The credential report says that root ${row.value.mfaActive.value ? 'has' : 'has no'} MFA, the account summary says that it ${mfa.value > 0 ? 'has' : 'has not'}; the summary is the fresher and is believed.`
  const where = 'account-summary.json AccountMFAEnabled'
  return [
    { kind: 'evidence-problem', source: 'account-summary', where, subjectArn: arn, code: 'root-mfa-disagrees', reason },
  ]
}

/** A summary alone does not say whose it is; what it counts of root is true all the same. */
const rootArnOf = ({ row, identity: { id, partition } }: RootEvidence): string =>
  row.state === 'known' ? row.value.arn : `arn:${partition}:iam::${id.state === 'known' ? id.value : 'unknown'}:root`

/** Root, from its own row and the account summary; `not_supported` in the row tells nothing, least of all that there is no MFA. */
export const rootUserOf = (evidence: RootEvidence): { root: Known<RootUser>; problems: readonly EvidenceProblem[] } => {
  const { row, summary, virtualMfaDevices } = evidence
  const arn = rootArnOf(evidence)
  if (row.state === 'unknown' && summary.state === 'unknown') return { root: row, problems: [] }
  const owner: CredentialOwner = { kind: 'root', arn, name: ROOT_NAME }
  const absent: Unknown | undefined = row.state === 'unknown' ? row : undefined
  const entry = row.state === 'known' ? row.value : undefined
  const untold = absent ?? unknownFact('The credential report has no row of root.')
  const keys = mapKnown(entry?.accessKeys ?? untold, (held) =>
    held.map((key): AccessKey => ({ kind: 'access-key', owner, ...key })),
  )
  const certificates = mapKnown(entry?.certificates ?? untold, (held) =>
    held.map((one): SigningCertificate => ({ kind: 'signing-certificate', owner, ...one })),
  )
  const mfa = inSummary(summary, 'AccountMFAEnabled')
  const password = inSummary(summary, 'AccountPasswordPresent')
  const root: RootUser = {
    kind: 'root',
    arn,
    createdAt: entry?.createdAt ?? untold,
    password: fresherOf(
      mapKnown(password, (count) => (count > 0 ? 'present' : 'absent')),
      mapKnown(entry?.password ?? untold, ({ state }) => (state === 'set' ? 'present' : 'absent')),
    ),
    passwordLastUsed: entry?.passwordLastUsed ?? untold,
    mfaActive: fresherOf(
      mapKnown(mfa, (count) => count > 0),
      entry?.mfaActive ?? untold,
    ),
    mfaDevices: mapKnown(virtualMfaDevices, (devices) =>
      devices.filter((device) => device.owner?.kind === 'root' && device.owner.arn === arn),
    ),
    accessKeys: counted(keys, inSummary(summary, 'AccountAccessKeysPresent'), undescribedKey(owner)),
    signingCertificates: counted(
      certificates,
      inSummary(summary, 'AccountSigningCertificatesPresent'),
      undescribedCertificate(owner),
    ),
  }
  return { root: known(root), problems: disagreement(row, mfa, arn) }
}
