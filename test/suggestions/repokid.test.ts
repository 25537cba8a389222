import { expect, test } from 'vitest'
import type { LastAccessedReport } from '#shared/facts/last-accessed.ts'
import { secondWitnessOf } from '#shared/suggestions/second-witness.ts'
import { at } from '#test/support/facts.ts'

// What is repoable by service last accessed: the cases of Netflix Repokid (repokid/tests/test_roledata.py and utils/permissions.py; Apache-2.0; in
// our words, with real services), each with its answer and ours: "confirmed" is ours for what goes without a question. None of it is in the log.
// Its exclusions stand elsewhere: young roles and fresh grants make a suggestion one to review, service-linked roles are refused.

const report: LastAccessedReport = {
  file: 'service-last-accessed/x.json',
  generatedAt: at('2026-04-01'),
  services: new Map([
    ['ec2', { actions: new Map() }],
    ['iam', { actions: new Map() }],
    ['sns', { at: at('2026-03-31T20:00:00Z'), actions: new Map() }],
    ['sqs', { at: at('2025-11-01'), actions: new Map() }],
    [
      's3',
      {
        at: at('2026-03-30'),
        actions: new Map([
          ['s3:ListAllMyBuckets', at('2026-03-30')],
          ['s3:DeleteBucket', undefined],
        ]),
      },
    ],
  ]),
}
const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z', days: 91, logged: 91 }

type Row = readonly [
  action: string,
  theirs: 'repoable' | 'kept',
  ours: 'confirmed' | 'not told' | 'contradicted',
  why?: string,
]

const ROWS: readonly Row[] = [
  ['ec2:AllocateHosts', 'repoable', 'confirmed'],
  ['iam:AttachRolePolicy', 'repoable', 'confirmed'],
  // Access Advisor does not know it, whatever it says of IAM (IAM user guide, "action last accessed": PassRole is not tracked).
  ['iam:PassRole', 'kept', 'not told'],
  ['sns:Publish', 'kept', 'contradicted'],
  ['sqs:SendMessage', 'repoable', 'contradicted', 'used before the log begins: a person decides, not an age'],
  ['s3:DeleteBucket', 'kept', 'confirmed', 'Repokid knows only the service; IAM tells of the action since'],
  ['s3:ListAllMyBuckets', 'kept', 'contradicted'],
  ['s3:GetObject', 'kept', 'not told'],
  ['kms:Decrypt', 'repoable', 'not told', 'a service that the report does not list is no service that was not used'],
]

test.each(ROWS.map((row) => ({ name: `${row[0]}: ${row[1]}, ${row[2]}`, row })))(
  '$name',
  ({ row: [action, theirs, ours, why] }) => {
    const { confirmed, notTold, contradicted } = secondWitnessOf({ report, unused: [action], seen: new Set(), window })
    const said = contradicted.length > 0 ? 'contradicted' : confirmed > 0 ? 'confirmed' : notTold > 0 ? 'not told' : ''
    expect(said).toBe(ours)
    const goes = ours === 'confirmed' ? 'repoable' : 'kept'
    expect(why === undefined, 'a difference, and only that, has its reason').toBe(goes === theirs)
  },
)

// AirIAM (bridgecrewio/AirIAM, airiam/find_unused/PolicyAnalyzer.py; Apache-2.0) never takes these for unused. AWS's API reference says that the
// data of a service include all attempts: where S3 was not asked for, no object was read.
test.each([
  ['iam:PassRole', 0],
  ['s3:GetObject', 1],
  ['s3:PutObject', 1],
])('of a service that was never asked for, %s is confirmed %i times', (action, times) => {
  const never = new Map(['iam', 's3'].map((service) => [service, { actions: new Map<string, Date>() }]))
  const asked = { report: { ...report, services: never }, unused: [action], seen: new Set<string>(), window }
  expect(secondWitnessOf(asked).confirmed).toBe(times)
})
