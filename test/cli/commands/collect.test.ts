import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type FakeAws, queryAnswer, startFakeAws } from '#test/emulator/fake-aws.ts'
import { runCredaudit } from '#test/support/run-credaudit.ts'
import { parseServiceLastAccessed } from '#shared/evidence/service-last-accessed.ts'

vi.setConfig({ testTimeout: 60_000 })

const APP = 'arn:aws:iam::123456789012:role/app'
const report = `<JobStatus>COMPLETED</JobStatus><JobType>ACTION_LEVEL</JobType><IsTruncated>false</IsTruncated>
  <JobCreationDate>2026-11-20T06:00:00Z</JobCreationDate><JobCompletionDate>2026-11-20T06:00:05Z</JobCompletionDate>
  <ServicesLastAccessed>
    <member><ServiceName>Amazon S3</ServiceName><ServiceNamespace>s3</ServiceNamespace>
      <LastAuthenticated>2026-11-01T10:00:00Z</LastAuthenticated><TrackedActionsLastAccessed>
        <member><ActionName>CreateBucket</ActionName><LastAccessedTime>2026-11-01T10:00:00Z</LastAccessedTime></member>
      </TrackedActionsLastAccessed></member>
    <member><ServiceName>Amazon SQS</ServiceName><ServiceNamespace>sqs</ServiceNamespace></member>
  </ServicesLastAccessed>`
const caller = '<Arn>arn:aws:iam::123456789012:user/reader</Arn><Account>123456789012</Account>'

let folder = ''
let aws: FakeAws
const out = (): string => path.join(folder, 'evidence')
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'credaudit-collect-'))
  aws = await startFakeAws(
    new Map([
      ['sts:GetCallerIdentity', () => queryAnswer('GetCallerIdentity', caller)],
      [
        'iam:GenerateServiceLastAccessedDetails',
        () => queryAnswer('GenerateServiceLastAccessedDetails', '<JobId>examplee-1e3c-d5ba-0a9e-example1a2b3c</JobId>'),
      ],
      ['iam:GetServiceLastAccessedDetails', () => queryAnswer('GetServiceLastAccessedDetails', report)],
    ]),
  )
  const variables = {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_CONFIG_FILE: path.join(folder, 'none'),
    AWS_MAX_ATTEMPTS: '1',
    AWS_REGION: 'eu-central-1',
  }
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await aws.stop()
  await rm(folder, { recursive: true })
})

test('a folder that is in use is refused before AWS is asked anything', async () => {
  await mkdir(out())
  await writeFile(path.join(out(), 'roles.json'), '{}')
  const { code, stderr } = await runCredaudit('collect', '--out', out())
  expect([code, stderr]).toEqual([2, expect.stringContaining('is not empty')])
  expect(aws.answered).toEqual([])
})

describe('collect --last-accessed', () => {
  test('writes what the reader of these reports reads, though users and roles may not be listed', async () => {
    const { code } = await runCredaudit('collect', '--out', out(), '--last-accessed', '--principal', APP)
    expect(code).toBe(0)
    const name = 'service-last-accessed/role-app.json'
    const read = parseServiceLastAccessed({ name, bytes: await readFile(path.join(out(), name)) })
    expect(read).toMatchObject({ principalArn: APP, generatedAt: new Date('2026-11-20T06:00:05Z') })
    expect(read.services.get('s3')?.actions.get('s3:CreateBucket')).toEqual(new Date('2026-11-01T10:00:00Z'))
    expect(read.services.get('sqs')).toEqual({ actions: new Map() })
  })
  test('what could not be asked is in account.json', async () => {
    await runCredaudit('collect', '--out', out(), '--last-accessed')
    const account: unknown = JSON.parse(await readFile(path.join(out(), 'account.json'), 'utf8'))
    expect(account).toMatchObject({
      errors: expect.arrayContaining([
        expect.objectContaining({ evidence: 'service-last-accessed', code: 'PrincipalsNotKnown' }),
      ]),
    })
  })
  test('is off by default', async () => {
    await runCredaudit('collect', '--out', out())
    expect(aws.answered.filter((operation) => operation.includes('LastAccessed'))).toEqual([])
    expect(await readdir(out())).toEqual(['account.json'])
  })
  test('a principal without it is wrong usage, and nothing is asked', async () => {
    const { code, stderr } = await runCredaudit('collect', '--out', out(), '--principal', APP)
    expect([code, stderr]).toEqual([2, expect.stringContaining('add --last-accessed')])
    expect(aws.answered).toEqual([])
  })
})
