import { STSClient } from '@aws-sdk/client-sts'
import { auditClientsOf } from '#shared/clients/audit-clients.ts'
import { readCaller } from '#shared/clients/caller.ts'
import { systemClock } from '#shared/clients/clock.ts'
import { collectEvidence } from '#shared/clients/collect-evidence.ts'
import type { EvidenceRunResult } from '#shared/clients/collect-evidence.ts'
import { EVERY_USER_EVIDENCE } from '#shared/clients/collect-for-users.ts'

/** Everything about the account behind the configured endpoint, as a run on a laptop would collect it. */
export const collectLive = async (users: readonly string[]): Promise<EvidenceRunResult> => {
  const region = 'us-east-1'
  return collectEvidence(auditClientsOf({ region, maxAttempts: 2 }), {
    caller: await readCaller(new STSClient({ region })),
    clock: systemClock,
    deadline: new Date(systemClock.now().getTime() + 90_000),
    regions: [region],
    questionsFor: () => ({ users, what: EVERY_USER_EVIDENCE, callBudget: 1_000 }),
  })
}
