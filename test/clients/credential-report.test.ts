import { GenerateCredentialReportCommand, GetCredentialReportCommand } from '@aws-sdk/client-iam'
import { describe, expect, it } from 'vitest'
import { startCollection } from '#shared/clients/collection.ts'
import type { CollectionOptions } from '#shared/clients/collection.ts'
import { credentialReport } from '#shared/clients/iam/credential-report.ts'
import { fakeClock } from './fake-clock.ts'
import { awsError, mockedClients, optionsOf } from './mocked-clients.ts'

const report = {
  Content: new TextEncoder().encode('user,arn\n<root_account>,arn:aws:iam::123456789012:root'),
  ReportFormat: 'text/csv' as const,
  GeneratedTime: new Date('2026-11-20T05:59:00Z'),
}
const COMPLETE = { State: 'COMPLETE' } as const
type Answer = object | Error
const times = (length: number, answer: Answer): Answer[] => Array.from({ length }, () => answer)

/** Plays the answers in order; the last one stays. */
const run = async (generate: readonly Answer[], get: readonly Answer[], changes: Partial<CollectionOptions> = {}) => {
  const { clients, iam } = mockedClients()
  const play = (answers: readonly Answer[]) => {
    let next = 0
    return () => {
      const answer = answers[Math.min(next++, answers.length - 1)]
      if (answer instanceof Error) throw answer
      return answer ?? {}
    }
  }
  iam.on(GenerateCredentialReportCommand).callsFake(play(generate))
  iam.on(GetCredentialReportCommand).callsFake(play(get))
  const clock = fakeClock()
  const options = optionsOf({ clock, ...changes })
  const collection = startCollection(clients, options)
  await credentialReport.collect(collection)
  const { answers, errors } = collection.collected()
  return {
    report: answers.get('credential-report'),
    errors,
    slept: clock.slept,
    now: clock.now(),
    generated: iam.commandCalls(GenerateCredentialReportCommand).length,
    got: iam.commandCalls(GetCredentialReportCommand).length,
  }
}

const notPresent = awsError('CredentialReportNotPresentException')
const inProgress = awsError('CredentialReportNotReadyException')
const expired = awsError('CredentialReportExpiredException')
const limit = awsError('LimitExceededException', 'Report generation limit exceeded')

describe('a report that comes', () => {
  it('is there at once', async () => {
    const result = await run([COMPLETE], [report])
    expect(result).toMatchObject({ report, errors: [], slept: [], generated: 1, got: 1 })
  })

  it('row 20: STARTED fifty times, then COMPLETE: waits longer each time up to five seconds, and gets it', async () => {
    const result = await run([...times(50, { State: 'STARTED' }), COMPLETE], [report])
    expect(result.report).toEqual(report)
    expect(result.slept.slice(0, 4)).toEqual([1000, 2000, 4000, 5000])
    expect(new Set(result.slept.slice(3))).toEqual(new Set([5000]))
    expect(result.slept).toHaveLength(50)
  })

  it.each([
    [0, [500, 1000, 2000, 2500]],
    [0.5, [750, 1500, 3000, 3750]],
    [1, [1000, 2000, 4000, 5000]],
  ])('row 20: jitter: half of each wait is by chance (%d)', async (chance, waits) => {
    const answers = [...times(4, { State: 'INPROGRESS' }), COMPLETE]
    expect((await run(answers, [report], { random: () => chance })).slept).toEqual(waits)
  })

  it.each([
    ['Throttling', awsError('Throttling')],
    ['ThrottlingException', awsError('ThrottlingException')],
    ['LimitExceeded', limit],
    ['ServiceFailure', awsError('ServiceFailureException')],
  ])('comes after %s, from either call', async (_, error) => {
    const result = await run([error, error, COMPLETE], [error, report])
    expect(result).toMatchObject({ report, errors: [], generated: 3, got: 2 })
    expect(result.slept).toHaveLength(3)
  })

  it('row 23: ReportInProgress after COMPLETE is waited for, not made again', async () => {
    expect(await run([COMPLETE], [inProgress, inProgress, report])).toMatchObject({
      report,
      errors: [],
      generated: 1,
      got: 3,
    })
  })

  it.each([
    ['ReportNotPresent', notPresent],
    ['ReportExpired', expired],
  ])('row 23: %s after COMPLETE is made again once', async (_, error) => {
    expect(await run([COMPLETE], [error, report])).toMatchObject({ report, errors: [], generated: 2, got: 2 })
  })

  it('row 24: an old report keeps its own time, so that its age can be told', async () => {
    const old = { ...report, GeneratedTime: new Date('2026-11-20T02:01:00Z') }
    expect((await run([COMPLETE], [old])).report).toEqual(old)
  })

  it('may be read by a role that may not generate', async () => {
    const denied = awsError('AccessDenied', 'not authorized to perform: iam:GenerateCredentialReport')
    expect(await run([denied], [report])).toMatchObject({ report, errors: [], generated: 1, got: 1 })
  })
})

describe('a report that does not come', () => {
  it('row 21: never completes: recorded before the deadline', async () => {
    const result = await run([{ State: 'INPROGRESS' }], [inProgress], { reportSeconds: 60 })
    expect(result.report).toBeUndefined()
    expect(result.errors).toEqual([
      {
        call: 'iam:GenerateCredentialReport',
        evidence: 'credential-report',
        code: 'ReportInProgress',
        reason:
          'The credential report was not ready in the time given to it. The last answer: IAM is still making the report.',
      },
    ])
    expect(result.now.getTime()).toBeLessThan(Date.parse('2026-11-20T06:01:00Z'))
  })

  it("row 21: stops before the whole collection's deadline too", async () => {
    const result = await run([{ State: 'STARTED' }], [inProgress], { deadline: new Date('2026-11-20T06:00:10Z') })
    expect(result.errors).toHaveLength(1)
    expect(result.now.getTime()).toBeLessThan(Date.parse('2026-11-20T06:00:10Z'))
  })

  it('row 22: LimitExceeded for ever: not collected, with the reason, and no empty report', async () => {
    const result = await run([limit], [notPresent])
    expect(result.report).toBeUndefined()
    expect(result.errors).toMatchObject([{ code: 'LimitExceeded', reason: expect.stringContaining('limit exceeded') }])
    expect(result.slept.length).toBeLessThan(70)
  })

  it('row 22: LimitExceeded for ever, but an earlier report is there: that one, with its own time', async () => {
    expect(await run([limit], [report])).toMatchObject({ report, errors: [] })
  })

  it('row 23: ReportNotPresent again and again: made again once, then given up', async () => {
    const result = await run([COMPLETE], [notPresent])
    expect(result).toMatchObject({ generated: 2, got: 2, report: undefined })
    expect(result.errors).toMatchObject([{ call: 'iam:GetCredentialReport', code: 'ReportNotPresent' }])
  })

  it('is denied: one error, at once, without waiting', async () => {
    const denied = awsError('AccessDenied', 'User: arn:aws:iam::123456789012:user/x is not authorized')
    const result = await run([COMPLETE], [denied])
    expect(result).toMatchObject({ report: undefined, slept: [], got: 1 })
    expect(result.errors).toEqual([
      {
        call: 'iam:GetCredentialReport',
        evidence: 'credential-report',
        code: 'AccessDenied',
        reason: 'User: arn:aws:iam::123456789012:user/x is not authorized',
      },
    ])
  })
})
