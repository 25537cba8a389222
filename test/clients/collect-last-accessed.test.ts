import {
  GenerateServiceLastAccessedDetailsCommand,
  GetServiceLastAccessedDetailsCommand,
  type ServiceLastAccessed,
} from '@aws-sdk/client-iam'
import { describe, expect, it } from 'vitest'
import { collectLastAccessed } from '#shared/clients/collect-last-accessed.ts'
import type { LastAccessedQuestions } from '#shared/clients/collect-last-accessed.ts'
import type { CollectionOptions } from '#shared/clients/collection.ts'
import { parseServiceLastAccessed } from '#shared/evidence/service-last-accessed.ts'
import { fakeClock } from './fake-clock.ts'
import { ACCOUNT, awsError, jsonOf, mockedClients, optionsOf } from './mocked-clients.ts'

const APP = `arn:aws:iam::${ACCOUNT}:role/apps/app`
const FILE = 'service-last-accessed/role-app.json'
const AT = new Date('2026-11-01T10:00:00Z')
const s3: ServiceLastAccessed = {
  ServiceName: 'Amazon S3',
  ServiceNamespace: 's3',
  LastAuthenticated: AT,
  TrackedActionsLastAccessed: [{ ActionName: 'CreateBucket', LastAccessedTime: AT }, { ActionName: 'DeleteBucket' }],
}
/** As AWS writes a service that was never asked for: without a time. */
const sqs: ServiceLastAccessed = { ServiceName: 'Amazon SQS', ServiceNamespace: 'sqs', TotalAuthenticatedEntities: 0 }
const completed = (...services: readonly ServiceLastAccessed[]) => ({
  JobStatus: 'COMPLETED' as const,
  JobType: 'ACTION_LEVEL' as const,
  JobCompletionDate: new Date('2026-11-20T06:00:05Z'),
  ServicesLastAccessed: [...services],
  IsTruncated: false,
})
const IN_PROGRESS = { JobStatus: 'IN_PROGRESS' } as const
const noJob = awsError('NoSuchEntityException', 'Job job-1 cannot be found.')

type Answer = object | Error
const play = (answers: readonly Answer[]) => {
  let next = 0
  return () => {
    const answer = answers[Math.min(next++, answers.length - 1)]
    if (answer instanceof Error) throw answer
    return answer ?? {}
  }
}

interface Plot {
  readonly generate?: readonly Answer[]
  readonly get?: readonly Answer[]
  readonly questions?: Partial<LastAccessedQuestions>
  readonly options?: Partial<CollectionOptions>
}

/** Plays the answers in order; the last one stays. */
const run = async ({ generate = [{ JobId: 'job-1' }], get = [completed(s3, sqs)], questions, options }: Plot) => {
  const { clients, iam } = mockedClients()
  iam.on(GenerateServiceLastAccessedDetailsCommand).callsFake(play(generate))
  iam.on(GetServiceLastAccessedDetailsCommand).callsFake(play(get))
  const clock = fakeClock()
  const asked = { arns: [APP], most: 100, ...questions }
  const result = await collectLastAccessed(clients, asked, optionsOf({ clock, ...options }))
  return {
    ...result,
    names: result.files.map(({ name }) => name),
    slept: clock.slept,
    generated: iam.commandCalls(GenerateServiceLastAccessedDetailsCommand).map(({ args }) => args[0].input),
    got: iam.commandCalls(GetServiceLastAccessedDetailsCommand).map(({ args }) => args[0].input),
  }
}

const parsedOf = ({ files }: Awaited<ReturnType<typeof run>>, name = FILE) => {
  const file = files.find((one) => one.name === name)
  if (file === undefined) throw new Error(`${name} is not there`)
  return parseServiceLastAccessed(file)
}

describe('a report that comes', () => {
  it('goes down to actions, says whose it is, and is read as the file of the AWS CLI is', async () => {
    const result = await run({})
    expect(result).toMatchObject({ names: [FILE], errors: [], calls: 2, slept: [] })
    expect(result.generated).toEqual([{ Arn: APP, Granularity: 'ACTION_LEVEL' }])
    expect(parsedOf(result)).toMatchObject({ principalArn: APP, generatedAt: new Date('2026-11-20T06:00:05Z') })
    expect(parsedOf(result).services.get('s3')).toEqual({
      at: AT,
      actions: new Map([
        ['s3:CreateBucket', AT],
        ['s3:DeleteBucket', undefined],
      ]),
    })
  })

  it('is waited for, longer each time', async () => {
    const result = await run({ get: [IN_PROGRESS, IN_PROGRESS, awsError('Throttling'), completed(s3)] })
    expect(result).toMatchObject({ names: [FILE], errors: [], slept: [1000, 2000, 4000] })
    expect(result.generated).toHaveLength(1)
  })

  it('is put together from its pages', async () => {
    const first = { ...completed(s3), IsTruncated: true, Marker: 'next' }
    const result = await run({ get: [IN_PROGRESS, first, completed(sqs)] })
    expect(result.got.map(({ Marker }) => Marker)).toEqual([undefined, undefined, 'next'])
    expect(jsonOf(result.files, FILE)).toMatchObject([{ Arn: APP }, { JobStatus: 'COMPLETED' }])
    expect([...parsedOf(result).services.keys()]).toEqual(['s3', 'sqs'])
  })

  it('keeps the pages that came, and says that more were not had', async () => {
    const first = { ...completed(s3), IsTruncated: true, Marker: 'next' }
    const result = await run({ get: [first, awsError('ServiceFailure')] })
    expect([...parsedOf(result).services.keys()]).toEqual(['s3'])
    expect(result.errors).toMatchObject([{ code: 'ServiceFailure', principal: APP }])
  })

  it.each([
    [`arn:aws:iam::${ACCOUNT}:user/a/b/anna@example.org`, 'service-last-accessed/user-anna@example.org.json'],
    [`arn:aws:iam::${ACCOUNT}:role/x/..\\..\\evil`, 'service-last-accessed/role-.._.._evil.json'],
    [`arn:aws:iam::${ACCOUNT}:role/..`, 'service-last-accessed/role-...json'],
  ])('of %s is in %s', async (arn, name) => {
    expect((await run({ questions: { arns: [arn] } })).names).toEqual([name])
  })
})

describe('row 36: a job of another session', () => {
  it.each([
    ['NoSuchEntity', noJob],
    ['InvalidInput', awsError('InvalidInputException')],
  ])('%s: the job is started anew, once', async (_, error) => {
    const result = await run({ generate: [{ JobId: 'job-1' }, { JobId: 'job-2' }], get: [error, completed(s3)] })
    expect(result).toMatchObject({ names: [FILE], errors: [] })
    expect(result.got.map(({ JobId }) => JobId)).toEqual(['job-1', 'job-2'])
  })

  it('also between two pages: then the pages are of the new job alone', async () => {
    const first = { ...completed(s3), IsTruncated: true, Marker: 'next' }
    const result = await run({ get: [first, noJob, completed(s3, sqs)] })
    expect(result).toMatchObject({ names: [FILE], errors: [] })
    expect(jsonOf(result.files, FILE)).toMatchObject({ Arn: APP })
  })

  it('no more than once: then it is said', async () => {
    const result = await run({ get: [noJob] })
    expect(result.generated).toHaveLength(2)
    expect(result).toMatchObject({
      files: [],
      errors: [{ call: 'iam:GetServiceLastAccessedDetails', code: 'NoSuchEntity', principal: APP }],
    })
  })
})

describe('row 37: never used is not the same as not known', () => {
  it('COMPLETED without LastAuthenticated: a word on the service, that it was never asked for', async () => {
    const { services } = parsedOf(await run({}))
    expect(services.get('sqs')).toEqual({ actions: new Map() })
    expect(services.has('ec2')).toBe(false)
  })

  it('FAILED: no file, and its Error as the reason', async () => {
    const Error = { Code: 'ServiceFailure', Message: 'The report\ncould not be made.' }
    const result = await run({ get: [IN_PROGRESS, { JobStatus: 'FAILED', Error, ServicesLastAccessed: [] }] })
    expect(result.files).toEqual([])
    expect(result.errors).toEqual([
      {
        call: 'iam:GetServiceLastAccessedDetails',
        evidence: 'service-last-accessed',
        principal: APP,
        code: 'JobFailed',
        reason: 'IAM could not make the report: ServiceFailure: The report',
      },
    ])
  })

  it.each([[{ JobStatus: 'FAILED' }], [{}]])('%j without more words is no report', async (answer) => {
    const result = await run({ get: [answer] })
    expect(result.files).toEqual([])
    expect(result.errors).toHaveLength(1)
  })
})

describe('what is not had', () => {
  it('never completes: given up before the time is over', async () => {
    const result = await run({ get: [IN_PROGRESS] })
    expect(result.files).toEqual([])
    expect(result.errors).toMatchObject([{ code: 'JobInProgress', reason: expect.stringContaining('not ready') }])
    expect(result.slept.reduce((sum, one) => sum + one, 0)).toBeLessThan(120_000)
  })

  it('stops before the deadline of the whole collection', async () => {
    const result = await run({ get: [IN_PROGRESS], options: { deadline: new Date('2026-11-20T06:00:10Z') } })
    expect(result.errors).toHaveLength(1)
    expect(result.slept).toEqual([1000, 2000, 4000])
  })

  it('a principal that is gone: a note, and the others go on', async () => {
    const gone = awsError('NoSuchEntityException', 'The role cannot be found.')
    const other = `arn:aws:iam::${ACCOUNT}:user/anna`
    const result = await run({ generate: [gone, { JobId: 'job-1' }], questions: { arns: [APP, other] } })
    expect(result.names).toEqual(['service-last-accessed/user-anna.json'])
    expect(result.errors).toMatchObject([
      { code: 'NoSuchEntity', reason: `${APP} is not there; nothing about it is kept.` },
    ])
  })

  it('denied: not asked of everybody', async () => {
    const arns = Array.from({ length: 40 }, (_, index) => `${APP}${index}`)
    const result = await run({ generate: [awsError('AccessDenied')], questions: { arns } })
    expect(result.generated.length).toBeLessThan(10)
    expect(result.errors).toHaveLength(40)
    expect(result.errors.every(({ code }) => code === 'AccessDenied')).toBe(true)
  })

  it('more than may be asked for, and who cannot be asked about, are named', async () => {
    const notAsked = [{ principal: 'nobody', code: 'PrincipalNotFound', reason: 'There is no nobody.' }]
    const result = await run({ questions: { arns: [APP, APP, `${APP}2`], most: 1, notAsked } })
    expect(result.names).toEqual([FILE])
    expect(result.errors).toMatchObject([
      { code: 'budget', principal: `${APP}2` },
      { code: 'PrincipalNotFound', principal: 'nobody' },
    ])
  })

  it('five jobs at once at most', async () => {
    const { clients, iam } = mockedClients()
    let [open, most] = [0, 0]
    iam.on(GenerateServiceLastAccessedDetailsCommand).callsFake(() => {
      most = Math.max(most, (open += 1))
      return { JobId: 'job' }
    })
    iam.on(GetServiceLastAccessedDetailsCommand).callsFake(() => {
      open -= 1
      return completed(s3)
    })
    const arns = Array.from({ length: 30 }, (_, index) => `${APP}${index}`)
    const { files } = await collectLastAccessed(clients, { arns, most: 100 }, optionsOf({ concurrency: 50 }))
    expect(files).toHaveLength(30)
    expect(most).toBeLessThanOrEqual(5)
  })
})
