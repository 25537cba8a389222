import { BatchImportFindingsCommand, SecurityHubClient, type AwsSecurityFinding } from '@aws-sdk/client-securityhub'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, test } from 'vitest'
import { BATCH_LIMITS, importFindings } from '#shared/clients/security-hub.ts'
import { asffOf } from '#shared/reports/asff.ts'
import { finding } from '#test/support/findings.ts'
import { awsError } from './mocked-clients.ts'

const PLACE = { accountId: '111111111111', partition: 'aws', region: 'eu-central-1' }
const findings = (count: number, more: Partial<AwsSecurityFinding> = {}): AwsSecurityFinding[] =>
  Array.from({ length: count }, (_, index) => ({
    ...asffOf(finding({ id: `f${index}` }), '2026-04-01T06:00:00.000Z', PLACE),
    Id: `f${index}`,
    ...more,
  }))

const start = () => {
  const hub = new SecurityHubClient({ region: 'eu-central-1' })
  const mock = mockClient(hub)
  mock.on(BatchImportFindingsCommand).resolves({ FailedCount: 0, SuccessCount: 1, FailedFindings: [] })
  const batches = () => mock.commandCalls(BatchImportFindingsCommand).map(({ args }) => args[0].input.Findings ?? [])
  return { hub, mock, batches }
}

test.each([
  [0, []],
  [1, [1]],
  [100, [100]],
  [101, [100, 1]],
])('row 38: %i findings', async (count, sizes) => {
  const { hub, batches } = start()
  expect(await importFindings(hub, findings(count))).toEqual({ imported: count, failed: [] })
  expect(batches().map(({ length }) => length)).toEqual(sizes)
})
test('row 38: 6 MB a batch, counted in bytes', async () => {
  const { hub, batches } = start()
  await importFindings(hub, findings(60, { Description: 'é'.repeat(60_000) }))
  expect(batches().map(({ length }) => length)).toEqual([49, 11])
  for (const batch of batches())
    expect(new TextEncoder().encode(JSON.stringify(batch)).byteLength).toBeLessThanOrEqual(BATCH_LIMITS.batchBytes)
})
test('row 38: a finding of more than 240 KB is told, and does not spoil the others', async () => {
  const { hub, batches } = start()
  const [long = {} as AwsSecurityFinding] = findings(1, { Id: 'long', Description: 'x'.repeat(241_000) })
  const result = await importFindings(hub, [long, ...findings(2)])
  expect(batches().map(({ length }) => length)).toEqual([2])
  expect(result.imported).toBe(2)
  expect(result.failed).toMatchObject([{ id: 'long', code: 'FindingTooLong' }])
})

describe('row 38: an answer of 200 with FailedFindings', () => {
  test('what failed alone is sent again', async () => {
    const { hub, mock, batches } = start()
    mock
      .on(BatchImportFindingsCommand)
      .resolvesOnce({
        FailedCount: 1,
        SuccessCount: 2,
        FailedFindings: [{ Id: 'f1', ErrorCode: 'InternalError', ErrorMessage: 'try again' }],
      })
      .resolves({ FailedCount: 0, SuccessCount: 1, FailedFindings: [] })
    expect(await importFindings(hub, findings(3))).toEqual({ imported: 3, failed: [] })
    expect(batches().map((batch) => batch.map(({ Id }) => Id))).toEqual([['f0', 'f1', 'f2'], ['f1']])
  })
  test('what is refused for what it says is not, and is told', async () => {
    const { hub, mock, batches } = start()
    const refused = { Id: 'f1', ErrorCode: 'InvalidInput', ErrorMessage: 'Title is too long' }
    mock.on(BatchImportFindingsCommand).resolves({ FailedCount: 1, SuccessCount: 1, FailedFindings: [refused] })
    expect(await importFindings(hub, findings(2))).toEqual({
      imported: 1,
      failed: [{ id: 'f1', code: 'InvalidInput', reason: 'Title is too long' }],
    })
    expect(batches()).toHaveLength(1)
  })
  test('three tries, then it is told', async () => {
    const { hub, mock, batches } = start()
    const failing = { Id: 'f0', ErrorCode: 'InternalError', ErrorMessage: 'no' }
    mock.on(BatchImportFindingsCommand).resolves({ FailedCount: 1, SuccessCount: 0, FailedFindings: [failing] })
    expect((await importFindings(hub, findings(1))).failed).toEqual([{ id: 'f0', code: 'InternalError', reason: 'no' }])
    expect(batches()).toHaveLength(3)
  })
})
test('a batch that is refused whole is an error that says why, without secrets', async () => {
  const { hub, mock } = start()
  mock.on(BatchImportFindingsCommand).rejects(awsError('AccessDeniedException', 'not subscribed, token=abc'))
  await expect(importFindings(hub, findings(1))).rejects.toThrow(
    'Security Hub took no findings (AccessDenied): not subscribed, token=[removed]',
  )
})
