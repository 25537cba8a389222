import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { OrganizationDocument } from '#shared/reports/organization-report.ts'
import { documentOfPage } from '#test/support/document-of-page.ts'
import { type FakeAws, queryError, startFakeAws } from './fake-aws.ts'
import type { Invocation } from '#infra/emulator/invoke-handler.ts'
import { type FindingsTopic, makeFindingsTopic } from './findings-topic.ts'
import { buildFunctions, invokeBundle } from './invoke-bundle.ts'
import { HOME, makeOrganization } from './moto-organization.ts'
import { type Emulator, emulatorVariables, startMoto } from '#infra/emulator/start-moto.ts'

// moto keeps the accounts of an organization apart; the server in front of it refuses the roles of some, as moto never does.
const BUCKET = 'credaudit-evidence'
const RUN = 'run-1'
let moto: Emulator
let front: FakeAws
let variables: Readonly<Record<string, string>>
let topic: FindingsTopic
let members: readonly string[] = []
const refused = new Set<string>()

const invoke = (name: string, payload: unknown, more: Readonly<Record<string, string>> = {}): Promise<Invocation> =>
  invokeBundle(name, payload, { ...variables, ...more })

const accountOfRequest = (body: string): string =>
  new URLSearchParams(body).get('RoleArn')?.split(':')[4] ?? 'no account'

const assumeRole = (body: string) =>
  refused.has(accountOfRequest(body))
    ? queryError(403, 'AccessDenied', 'User is not authorized to perform: sts:AssumeRole on resource')
    : undefined

const objectOf = async (key: string): Promise<string> => {
  const { Body } = await new S3Client({}).send(new GetObjectCommand({ Bucket: BUCKET, Key: key }))
  return (await Body?.transformToString()) ?? ''
}
const reportOf = async () => JSON.parse(await objectOf(`reports/organization/${RUN}.json`)) as OrganizationDocument
const standings = ({ accounts }: OrganizationDocument) =>
  Object.fromEntries(accounts.map(({ id, result }) => [id, result]))

beforeAll(async () => {
  const [emulator] = await Promise.all([startMoto(), buildFunctions()])
  moto = emulator
  front = await startFakeAws(new Map([['sts:AssumeRole', assumeRole]]), moto.endpoint)
  for (const [name, value] of Object.entries(emulatorVariables(moto.endpoint))) vi.stubEnv(name, value)
  const names = ['first', 'second', 'third', 'refusing', 'silent', 'closed']
  members = await makeOrganization(names, { closed: 'closed', filled: names.slice(0, 4) })
  topic = await makeFindingsTopic()
  await new S3Client({ forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: BUCKET }))
  variables = {
    ...emulatorVariables(front.endpoint),
    EVIDENCE_BUCKET: BUCKET,
    TOPIC_ARN: topic.topicArn,
    REGIONS: 'us-east-1',
    MEMBER_ROLE: 'credaudit/credaudit-member',
  }
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await front.stop()
  await moto.stop()
})

test('the list names the closed account, and only the others are to be audited', async () => {
  const { answer, error } = await invoke('list-accounts', { run: RUN })
  expect(error).toBeUndefined()
  expect(answer).toEqual({ run: RUN, items: `organization/${RUN}/accounts.jsonl`, accounts: 7, toAudit: 6 })
  const items = (await objectOf(`organization/${RUN}/accounts.jsonl`)).trimEnd().split('\n')
  expect(items.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual([HOME, ...members.slice(0, 5)].sort())
})

test('row 33: a refused role costs one account; the summary has each account once, with why, and one message is sent', async () => {
  const [first = '', second = '', third = '', refusing = '', silent = '', closed = ''] = members
  refused.add(refusing)
  const one = await invoke('audit-account', { accounts: [HOME, first, refusing], run: RUN })
  expect(one.error).toBeUndefined()
  expect(one.answer).toMatchObject({
    audited: [{ account: HOME }, { account: first }],
    notAudited: [{ account: refusing, reason: expect.stringContaining('could not be assumed (AccessDenied)') }],
    left: [],
  })
  const two = await invoke('audit-account', { accounts: [second, third], run: RUN })
  expect(two.answer).toMatchObject({ audited: [{ account: second }, { account: third }], notAudited: [] })
  expect(await topic.receive()).toEqual([])

  const failed = [{ Input: JSON.stringify({ Items: [{ id: silent }] }), Error: 'Sandbox.Timedout', Cause: 'Timed out' }]
  const manifest = { DestinationBucket: BUCKET, ResultFiles: { FAILED: [{ Key: 'map/FAILED_0.json' }], SUCCEEDED: [] } }
  for (const [Key, value] of [
    ['map/FAILED_0.json', failed],
    ['map/manifest.json', manifest],
  ] as const)
    await new S3Client({}).send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: JSON.stringify(value) }))
  const map = { ResultWriterDetails: { Bucket: BUCKET, Key: 'map/manifest.json' } }
  const { answer, error } = await invoke('summarize-organization', { run: RUN, map })
  expect(error).toBeUndefined()
  expect(answer).toMatchObject({ summary: { accounts: { listed: 7, audited: 4, notAudited: 2, closed: 1 } } })

  const report = await reportOf()
  expect(standings(report)).toEqual({
    ...Object.fromEntries([HOME, first, second, third].map((id) => [id, 'audited'])),
    ...Object.fromEntries([refusing, silent].map((id) => [id, 'not-audited'])),
    [closed]: 'closed',
  })
  expect(report.accounts).toHaveLength(7)
  expect(documentOfPage(await objectOf(`reports/organization/${RUN}.html`))).toEqual(report)
  const page = report.accounts.find(({ id }) => id === first)?.page ?? ''
  expect(page).toMatch(/^https:\/\/console\.aws\.amazon\.com\/s3\/object\/credaudit-evidence\?.*\.html$/)
  expect(await objectOf(decodeURIComponent(new URL(page).searchParams.get('prefix') ?? ''))).toMatch(/^<!doctype html>/)
  expect(report.accounts.find(({ id }) => id === silent)?.reason).toBe(
    'The worker ended with Sandbox.Timedout: Timed out',
  )
  expect(report.organization?.managementAccountId).toBe(HOME)
  expect(report.findings.filter(({ subject }) => subject.type === 'person').map(({ subject }) => subject.name)).toEqual(
    ['ann@example.com'],
  )

  const [digest, ...others] = await topic.receive()
  expect(others).toEqual([])
  expect(digest?.subject).toMatch(/^First audit of organization o-\w+ \(7 accounts, 2 not audited\): /)
  expect(digest?.body.kind).toBe('organization-digest')
  expect(digest?.body.notAudited.flatMap(({ accounts }) => accounts).sort()).toEqual([refusing, silent].sort())
})

test('a run that is resumed asks no account again that is done, and tells only what is new', async () => {
  const [first = '', second = '', third = '', refusing = '', silent = ''] = members
  refused.clear()
  const before = front.forwarded.length
  const again = await invoke('audit-account', { accounts: [HOME, first, second, third], run: RUN })
  expect(again.answer).toMatchObject({
    audited: [HOME, first, second, third].map((account) => ({ account })),
    left: [],
  })
  const asked = front.forwarded.slice(before)
  expect(asked.filter((operation) => /^(iam|organizations|cloudtrail):|AssumeRole/.test(operation))).toEqual([])

  const rest = await invoke('audit-account', { accounts: [refusing, silent], run: RUN })
  expect(rest.answer).toMatchObject({ audited: [{ account: refusing }, { account: silent }], notAudited: [] })
  expect((await invoke('summarize-organization', { run: RUN, map: {} })).error).toBeUndefined()
  expect((await reportOf()).summary.accounts).toEqual({ listed: 7, audited: 6, notAudited: 0, closed: 1 })
  const [digest, ...others] = await topic.receive()
  expect(others).toEqual([])
  expect(new Set(digest?.body.inAccounts.new.map(({ account }) => account))).toEqual(new Set([refusing, silent]))
  expect(digest?.body.across.resolved.map(({ ruleId }) => ruleId)).toEqual([
    'organization-account-not-audited',
    'organization-account-not-audited',
  ])

  expect((await invoke('summarize-organization', { run: RUN, map: {} })).error).toBeUndefined()
  expect(await topic.receive()).toEqual([])
})

test('row 72: without time for another account it hands back those that are left', async () => {
  const accounts = [HOME, ...members.slice(0, 2)]
  const { answer } = await invoke('audit-account', { accounts, run: 'run-2' }, { REMAINING_MS: '30000' })
  expect(answer).toEqual({ audited: [], notAudited: [], left: accounts })
})

test.each([
  ['list-accounts', {}, /The payload must be/],
  ['list-accounts', { run: '../../state' }, /letters, digits, hyphens/],
  ['summarize-organization', { run: 'a', more: 1 }, /The payload must be/],
  ['summarize-organization', { run: 'never-listed', map: {} }, /has no list of accounts/],
  ['audit-account', { accounts: [HOME], run: 'a/b' }, /a run is named by/],
])('%s refuses %j', async (name, payload, words) => {
  expect((await invoke(name, payload)).error).toMatch(words)
})
