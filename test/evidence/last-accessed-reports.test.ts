import { expect, test } from 'vitest'
import { parseAccount } from '#shared/evidence/parse-account.ts'

const ARN = 'arn:aws:iam::111111111111:role/app'
const now = new Date('2026-04-01T00:00:00Z')
const file = (name: string, value: unknown) => ({ name, bytes: new TextEncoder().encode(JSON.stringify(value)) })
const details = file('account-authorization-details.json', {
  UserDetailList: [],
  GroupDetailList: [],
  RoleDetailList: [],
  Policies: [],
})
const report = { Arn: ARN, JobStatus: 'COMPLETED', ServicesLastAccessed: [{ ServiceNamespace: 's3' }] }
const read = (...files: readonly ReturnType<typeof file>[]) => parseAccount([details, ...files], { now })

test('without reports and without a failed call IAM was not asked', () => {
  expect(read().lastAccessed).toEqual({
    state: 'unknown',
    reason: 'IAM was not asked when services were last used: collect the evidence with --last-accessed.',
  })
})

test('a report that cannot be read is a problem, and the others are used', () => {
  const { lastAccessed, problems } = read(
    file('service-last-accessed/role-app.json', report),
    file('service-last-accessed/role-broken.json', { JobStatus: 'FAILED' }),
  )
  expect(lastAccessed).toMatchObject({ state: 'known', value: { reports: [{ principalArn: ARN }] } })
  expect(problems).toMatchObject([
    {
      source: 'service-last-accessed',
      where: 'service-last-accessed/role-broken.json',
      code: 'unreadable-report',
      reason: expect.stringContaining('role-broken.json is not what'),
    },
  ])
})

test('of whom IAM said nothing stands there with the reason, and no other part of the evidence is lost by it', () => {
  const other = 'arn:aws:iam::111111111111:role/other'
  const call = 'iam:GenerateServiceLastAccessedDetails'
  const evidence = 'service-last-accessed'
  const record = file('account.json', {
    id: '111111111111',
    partition: 'aws',
    collectedAt: '2026-04-01T00:00:00Z',
    errors: [
      { call, evidence, principal: other, code: 'AccessDenied', reason: 'not allowed' },
      { call, evidence, reason: 'nobody in particular' },
    ],
  })
  const { lastAccessed, sources } = read(record, file('service-last-accessed/role-app.json', report))
  expect(lastAccessed).toMatchObject({
    state: 'known',
    value: { reports: [{ principalArn: ARN }], failures: new Map([[other, `${call} failed: not allowed`]]) },
  })
  expect(read(record).lastAccessed).toEqual({ state: 'unknown', reason: `${call} failed: not allowed` })
  expect([...sources.values()].filter(({ state }) => state === 'failed')).toEqual([])
})
