import { expect, test } from 'vitest'
import { accountFileOf } from '#shared/clients/account-file.ts'
import { parseAccountRecord } from '#shared/evidence/account-record.ts'

const collectedAt = new Date('2026-11-20T06:00:00Z')
const caller = { accountId: '111122223333', partition: 'aws', arn: 'arn:aws:iam::111122223333:role/auditor' }
const failed = { call: 'cloudtrail:DescribeTrails', evidence: 'trails', code: 'AccessDenied', reason: 'no' } as const
const nothing = { files: [], errors: [], calls: 0 }

test('what the collector writes is what the reader reads', () => {
  const collected = [
    { ...nothing, alias: 'wonderland' },
    { ...nothing, errors: [failed] },
  ]
  const file = accountFileOf({ caller, collectedAt, regions: ['us-east-1', 'eu-west-1'], collected })
  expect(parseAccountRecord(file, collectedAt).facts).toMatchObject({
    id: '111122223333',
    partition: 'aws',
    alias: 'wonderland',
    callerArn: caller.arn,
    collectedAt: { state: 'known', value: collectedAt },
    regions: ['eu-west-1', 'us-east-1'],
    errors: [{ reason: 'no' }],
  })
})
