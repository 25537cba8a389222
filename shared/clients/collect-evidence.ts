import { accountFileOf } from './account-file.ts'
import type { AuditClients } from './audit-clients.ts'
import type { Caller } from './caller.ts'
import { collectBulk } from './collect-bulk.ts'
import { collectForUsers } from './collect-for-users.ts'
import type { UserQuestions } from './collect-for-users.ts'
import type { CollectionError, CollectionOptions } from './collection.ts'
import type { EvidenceFile } from './evidence-file.ts'

export interface EvidenceRun extends Omit<CollectionOptions, 'accountId'> {
  readonly caller: Caller
  /** Which users raise a question, after a look at what the account-wide calls gave. Without it nobody is asked about. */
  readonly questionsFor?: (files: readonly EvidenceFile[]) => UserQuestions
}

export interface EvidenceRunResult {
  /** All files of the folder, `account.json` among them. */
  readonly files: readonly EvidenceFile[]
  readonly errors: readonly CollectionError[]
  readonly calls: number
}

/** Collects one account: the account-wide calls first, then those for single users who raise a question. */
export const collectEvidence = async (clients: AuditClients, run: EvidenceRun): Promise<EvidenceRunResult> => {
  const { caller, questionsFor, ...rest } = run
  const options: CollectionOptions = { ...rest, accountId: caller.accountId }
  const collectedAt = options.clock.now()
  const bulk = await collectBulk(clients, options)
  const seen = [...bulk.files, accountFileOf({ caller, collectedAt, collected: [bulk] })]
  const questions = questionsFor?.(seen)
  const users =
    questions === undefined ? { files: [], errors: [], calls: 0 } : await collectForUsers(clients, questions, options)
  return {
    files: [...bulk.files, ...users.files, accountFileOf({ caller, collectedAt, collected: [bulk, users] })],
    errors: [...bulk.errors, ...users.errors],
    calls: bulk.calls + users.calls,
  }
}
