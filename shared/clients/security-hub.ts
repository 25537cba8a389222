import { Buffer } from 'node:buffer'
import { BatchImportFindingsCommand } from '@aws-sdk/client-securityhub'
import type { AwsSecurityFinding, SecurityHubClient } from '@aws-sdk/client-securityhub'
import { AwsCallError, failureOf } from './failure.ts'

export const actions = ['securityhub:BatchImportFindings']

/** API reference, BatchImportFindings: a hundred findings, 240 KB each, 6 MB in all. */
export const BATCH_LIMITS = { findings: 100, findingBytes: 240_000, batchBytes: 6_000_000 } as const
const TRIES = 3

export interface NotImported {
  readonly id: string
  readonly code: string
  readonly reason: string
}

export interface ImportResult {
  readonly imported: number
  readonly failed: readonly NotImported[]
}

const bytesOf = (finding: AwsSecurityFinding): number => Buffer.byteLength(JSON.stringify(finding))

const batchesOf = (findings: readonly AwsSecurityFinding[]): readonly (readonly AwsSecurityFinding[])[] => {
  const batches: AwsSecurityFinding[][] = []
  let room = 0
  for (const finding of findings) {
    const bytes = bytesOf(finding) + 1
    const last = batches.at(-1)
    if (last === undefined || last.length === BATCH_LIMITS.findings || bytes > room) {
      batches.push([finding])
      room = BATCH_LIMITS.batchBytes - bytes
    } else {
      last.push(finding)
      room -= bytes
    }
  }
  return batches
}

const refusedOf = (finding: AwsSecurityFinding): NotImported => ({
  id: finding.Id ?? '',
  code: 'FindingTooLong',
  reason: `The finding has ${bytesOf(finding)} bytes; Security Hub takes ${BATCH_LIMITS.findingBytes}.`,
})

/** HTTP 200 says only that the batch was read: each finding has an answer of its own. */
const send = async (hub: SecurityHubClient, batch: readonly AwsSecurityFinding[]): Promise<readonly NotImported[]> => {
  const answer = await hub.send(new BatchImportFindingsCommand({ Findings: [...batch] })).catch((error: unknown) => {
    const failure = failureOf(error)
    throw new AwsCallError(failure, `Security Hub took no findings (${failure.code}): ${failure.reason}`)
  })
  return (answer.FailedFindings ?? []).map(({ Id = '', ErrorCode = 'Error', ErrorMessage }) => ({
    id: Id,
    code: ErrorCode,
    reason: ErrorMessage === undefined ? 'Security Hub gave no reason.' : failureOf(new Error(ErrorMessage)).reason,
  }))
}

/** A finding that is refused for what it says will be refused again. */
const mayPass = ({ code }: NotImported): boolean => !/invalid|validation/i.test(code)

/**
 * Imports all findings in as many batches as their number and size need. What failed alone is sent again, and what fails for good is
 * told, never lost in an answer of 200; throttled batches are the SDK's to repeat.
 */
export const importFindings = async (
  hub: SecurityHubClient,
  findings: readonly AwsSecurityFinding[],
): Promise<ImportResult> => {
  const tooLong = findings.filter((finding) => bytesOf(finding) > BATCH_LIMITS.findingBytes)
  const failed: NotImported[] = tooLong.map(refusedOf)
  let left: readonly AwsSecurityFinding[] = findings.filter((finding) => !tooLong.includes(finding))
  for (let tries = 1; left.length > 0; tries += 1) {
    const answers = []
    for (const batch of batchesOf(left)) answers.push(...(await send(hub, batch)))
    const again = new Set(answers.filter(mayPass).map(({ id }) => id))
    failed.push(...answers.filter((answer) => tries === TRIES || !mayPass(answer)))
    left = tries === TRIES ? [] : left.filter(({ Id = '' }) => again.has(Id))
  }
  return { imported: findings.length - failed.length, failed }
}
