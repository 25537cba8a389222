import { accountFileOf } from './account-file.ts'
import type { AuditClients } from './audit-clients.ts'
import type { Caller } from './caller.ts'
import { collectBulk } from './collect-bulk.ts'
import { collectForUsers } from './collect-for-users.ts'
import type { UserQuestions } from './collect-for-users.ts'
import { collectLastAccessed } from './collect-last-accessed.ts'
import type { LastAccessedQuestions } from './collect-last-accessed.ts'
import type { Collected, CollectionError, CollectionOptions } from './collection.ts'
import type { EvidenceFile } from './evidence-file.ts'

export interface EvidenceRun extends Omit<CollectionOptions, 'accountId'> {
  readonly caller: Caller
  /** Which users raise a question, after a look at what the account-wide calls gave. Without it nobody is asked about. */
  readonly questionsFor?: (files: readonly EvidenceFile[]) => UserQuestions
  /** Of whom IAM's service last accessed is asked for. Without it, of nobody. */
  readonly lastAccessedFor?: (files: readonly EvidenceFile[]) => LastAccessedQuestions
}

export interface EvidenceRunResult {
  /** All files of the folder, `account.json` among them. */
  readonly files: readonly EvidenceFile[]
  readonly errors: readonly CollectionError[]
  readonly calls: number
}

const NOTHING: Collected = { files: [], errors: [], calls: 0 }

/** Collects one account: the account-wide calls first, then those for single users who raise a question, then reports. */
export const collectEvidence = async (clients: AuditClients, run: EvidenceRun): Promise<EvidenceRunResult> => {
  const { caller, questionsFor, lastAccessedFor, ...rest } = run
  const options: CollectionOptions = { ...rest, accountId: caller.accountId }
  const about = { caller, collectedAt: options.clock.now(), regions: options.regions }
  const bulk = await collectBulk(clients, options)
  const seen = [...bulk.files, accountFileOf({ ...about, collected: [bulk] })]
  const questions = questionsFor?.(seen)
  const reports = lastAccessedFor?.(seen)
  const parts = [
    bulk,
    questions === undefined ? NOTHING : await collectForUsers(clients, questions, options),
    reports === undefined ? NOTHING : await collectLastAccessed(clients, reports, options),
  ]
  return {
    files: [...parts.flatMap(({ files }) => files), accountFileOf({ ...about, collected: parts })],
    errors: parts.flatMap(({ errors }) => errors),
    calls: parts.reduce((sum, { calls }) => sum + calls, 0),
  }
}
