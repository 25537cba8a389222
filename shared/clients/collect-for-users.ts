import type { EvidenceName } from '#shared/facts/evidence-source.ts'
import type { AuditClients } from './audit-clients.ts'
import { filesOf, startCollection } from './collection.ts'
import type { Collected, Collection, CollectionOptions } from './collection.ts'
import { failureOf } from './failure.ts'
import { readAccessKeyLastUsed } from './iam/access-key-last-used.ts'
import { accessKeys } from './iam/access-keys.ts'
import { loginProfiles } from './iam/login-profiles.ts'
import { mfaDevices } from './iam/mfa-devices.ts'
import { signingCertificates } from './iam/signing-certificates.ts'
import { sshPublicKeys } from './iam/ssh-public-keys.ts'
import { addCertifications } from './mfa-certifications.ts'
import { startRefusals } from './refusals.ts'
import type { Refusals } from './refusals.ts'
import { splitByBudget } from './user-budget.ts'
import { addRow, askAbout, readUserPages, startUserReading } from './user-reading.ts'
import type { UserReading } from './user-reading.ts'
import type { UserEvidence, UserSource } from './user-source.ts'

export interface UserQuestions {
  /** Names, the most urgent first: when the budget is spent, the rest are recorded as not asked. */
  readonly users: readonly string[]
  readonly what: readonly UserEvidence[]
  /** The most calls that all of this may cost. */
  readonly callBudget: number
}

export const EVERY_USER_EVIDENCE: readonly UserEvidence[] = [
  'access-keys',
  'access-key-last-used',
  'mfa-devices',
  'login-profiles',
  'ssh-public-keys',
  'signing-certificates',
]

const LAST_USED = 'access-key-last-used'
const LAST_USED_CALL = 'iam:GetAccessKeyLastUsed'

const callOf: ReadonlyMap<UserEvidence, string> = new Map(
  [accessKeys, mfaDevices, loginProfiles, sshPublicKeys, signingCertificates].map(({ evidence, call }) => [
    evidence,
    call,
  ]),
)

const readLastUses = async (
  collection: Collection,
  refusals: Refusals,
  reading: UserReading,
  keyIds: readonly string[],
): Promise<void> => {
  const { user } = reading
  for (const AccessKeyId of keyIds) {
    try {
      const answer = await askAbout(collection, refusals, LAST_USED_CALL, (options) =>
        readAccessKeyLastUsed(collection.clients, AccessKeyId, options),
      )
      addRow(reading, LAST_USED, { AccessKeyId, UserName: user, ...answer })
    } catch (error) {
      const failure = failureOf(error)
      const reason = `${AccessKeyId}: ${failure.reason}`
      collection.fail({ call: LAST_USED_CALL, evidence: LAST_USED, user }, { ...failure, reason })
    }
  }
}

const readKeys = async (
  collection: Collection,
  refusals: Refusals,
  reading: UserReading,
  what: ReadonlySet<UserEvidence>,
): Promise<void> => {
  if (!what.has('access-keys') && !what.has(LAST_USED)) return
  const pages = await readUserPages(collection, refusals, accessKeys, reading)
  if (!what.has(LAST_USED)) return
  const keys = pages.flatMap((page) => page.AccessKeyMetadata ?? [])
  const keyIds = keys.flatMap(({ AccessKeyId }) => (AccessKeyId === undefined ? [] : [AccessKeyId]))
  await readLastUses(collection, refusals, reading, keyIds)
}

/** A user's calls one after the other: who is gone costs one call. */
const readUser = async (
  collection: Collection,
  refusals: Refusals,
  user: string,
  what: ReadonlySet<UserEvidence>,
): Promise<UserReading> => {
  const reading = startUserReading(user)
  const read = async <Page extends object>(source: UserSource<Page>): Promise<readonly Page[]> =>
    what.has(source.evidence) ? readUserPages(collection, refusals, source, reading) : []
  await readKeys(collection, refusals, reading, what)
  const devices = await read(mfaDevices)
  reading.devices.push(...devices.flatMap((page) => page.MFADevices ?? []))
  await read(loginProfiles)
  await read(sshPublicKeys)
  await read(signingCertificates)
  return reading
}

const noteBudget = (collection: Collection, left: readonly string[], questions: UserQuestions): void => {
  const reason = `Not asked: the budget of ${questions.callBudget} calls for single users was spent; allow more calls.`
  for (const user of left)
    for (const evidence of questions.what)
      collection.fail({ call: callOf.get(evidence) ?? LAST_USED_CALL, evidence, user }, { code: 'budget', reason })
}

const keepRows = ({ keep }: Collection, readings: readonly UserReading[]): void => {
  const present = readings.filter(({ gone }) => !gone).toSorted((a, b) => (a.user < b.user ? -1 : 1))
  const kinds = new Set<EvidenceName>(present.flatMap(({ rows }) => [...rows.keys()]))
  for (const evidence of kinds) {
    const rows = present.flatMap((reading) => reading.rows.get(evidence) ?? [])
    keep(evidence, rows)
  }
}

/** The calls that cost one a user, for those users who raise a question. Never throws; what failed is in `errors`. */
export const collectForUsers = async (
  clients: AuditClients,
  questions: UserQuestions,
  options: CollectionOptions,
): Promise<Collected> => {
  const collection = startCollection(clients, options)
  const refusals = startRefusals()
  const what = new Set(questions.what)
  const { asked, left } = splitByBudget([...new Set(questions.users)], what, questions.callBudget)
  const readings = await Promise.all(asked.map((user) => readUser(collection, refusals, user, what)))
  noteBudget(collection, left, questions)
  await addCertifications(collection, readings, questions.callBudget - collection.calls())
  keepRows(collection, readings)
  const { answers, errors } = collection.collected()
  return { files: filesOf(answers), errors, calls: collection.calls() }
}
