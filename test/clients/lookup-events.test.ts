import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import {
  lookupEvents,
  lookupLimits,
  type LookupOptions,
  type LookupQuestion,
} from '#shared/clients/cloudtrail/lookup-events.ts'
import { fakeClock } from './fake-clock.ts'
import { awsError } from './mocked-clients.ts'

const window = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-20T00:00:00.000Z' }
const question: LookupQuestion = { kind: 'access key', accessKeyId: 'AKIAEXAMPLE' }

/** Event history in pages of one event, the newest first. */
const start = (pages: number) => {
  const client = new CloudTrailClient({
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'x' },
  })
  const mock = mockClient(client)
  mock.on(LookupEventsCommand).callsFake(({ NextToken }: { NextToken?: string }) => {
    const at = Number(NextToken ?? 0)
    return {
      Events: [{ EventTime: new Date(Date.UTC(2026, 10, 19 - at)), CloudTrailEvent: `{"eventID":"${at}"}` }],
      ...(at + 1 < pages ? { NextToken: String(at + 1) } : {}),
    }
  })
  const clock = fakeClock('2026-11-20T06:00:00Z')
  const seen: string[] = []
  const run = (
    changes: Partial<LookupOptions> = {},
    from: Parameters<typeof lookupEvents>[1] = { question, ...window },
  ) =>
    lookupEvents(
      client,
      from,
      { region: 'eu-central-1', clock, deadline: new Date('2026-11-20T06:10:00Z'), ...changes },
      async ({ Events }) => {
        seen.push(...Events.map(({ CloudTrailEvent }) => CloudTrailEvent))
      },
    )
  return { mock, clock, seen, run }
}

describe('lookupEvents', () => {
  it.each<[LookupQuestion, string, string]>([
    [question, 'AccessKeyId', 'AKIAEXAMPLE'],
    [{ kind: 'user', userName: 'ann' }, 'Username', 'ann'],
    [{ kind: 'root' }, 'Username', 'root'],
    [{ kind: 'event', eventName: 'ConsoleLogin' }, 'EventName', 'ConsoleLogin'],
  ])('asks for %o', async (asked, AttributeKey, AttributeValue) => {
    const { mock, run } = start(1)
    await run({}, { question: asked, ...window })
    expect(mock.commandCalls(LookupEventsCommand)[0]?.args[0].input).toEqual({
      LookupAttributes: [{ AttributeKey, AttributeValue }],
      StartTime: new Date(window.from),
      EndTime: new Date(window.to),
      MaxResults: 50,
    })
  })

  it('makes two requests a second and no more', async () => {
    const { clock, run, seen } = start(5)
    const result = await run()
    expect(clock.slept).toEqual([500, 500, 500, 500])
    expect(seen).toHaveLength(5)
    expect(result).toEqual({
      requests: 5,
      events: 5,
      oldest: '2026-11-15T00:00:00.000Z',
      position: undefined,
      notReached: [],
    })
  })

  it('stops, says what it did not reach, and goes on from there with the same question', async () => {
    const { run, seen, mock } = start(5)
    const first = await run({ mostRequests: 2 })
    expect(first.notReached).toEqual([
      'What happened in eu-central-1 between 2026-11-01T00:00:00.000Z and 2026-11-18T00:00:00.000Z was not read: it was stopped after 2 requests.',
    ])
    expect(first.position).toEqual({ region: 'eu-central-1', question, ...window, nextToken: '2' })
    if (first.position) await run({}, first.position)
    expect(seen.map((text) => JSON.parse(text) as unknown)).toEqual(
      ['0', '1', '2', '3', '4'].map((eventID) => ({ eventID })),
    )
    const inputs = mock
      .commandCalls(LookupEventsCommand)
      .map(({ args }) => ({ ...args[0].input, NextToken: undefined }))
    expect(new Set(inputs.map((input) => JSON.stringify(input))).size).toBe(1)
  })

  it('makes no request after its deadline', async () => {
    const { run, mock } = start(5)
    const result = await run({ deadline: new Date('2026-11-20T06:00:01Z') })
    expect(mock.commandCalls(LookupEventsCommand)).toHaveLength(2)
    expect(result.position?.nextToken).toBe('2')
    expect(result.notReached[0]).toContain('its time was over')
  })

  it('keeps what it has when AWS refuses', async () => {
    const { run, mock } = start(5)
    mock.on(LookupEventsCommand, { NextToken: '1' }).rejects(awsError('ThrottlingException', 'Rate exceeded'))
    const result = await run()
    expect(result).toMatchObject({ events: 1, position: { nextToken: '1' } })
    expect(result.notReached[0]).toBe(
      'What happened in eu-central-1 between 2026-11-01T00:00:00.000Z and 2026-11-19T00:00:00.000Z was not read: AWS refused (Throttling): Rate exceeded.',
    )
  })

  it('keeps the question when not even the first page came', async () => {
    const { run, mock } = start(5)
    mock.reset()
    mock.on(LookupEventsCommand).rejects(awsError('AccessDeniedException', 'no'))
    const result = await run()
    expect(result.position).toEqual({ region: 'eu-central-1', question, ...window })
    expect(result.notReached[0]).toBe(
      'Nothing of 2026-11-01T00:00:00.000Z to 2026-11-20T00:00:00.000Z in eu-central-1 was read: AWS refused (AccessDenied): no.',
    )
  })

  it('does not go round in circles', async () => {
    const { run, mock } = start(5)
    mock.reset()
    mock.on(LookupEventsCommand).resolves({ Events: [], NextToken: 'same' })
    const result = await run()
    expect(result.requests).toBe(2)
    expect(result.notReached[0]).toContain('AWS gave the same token twice')
  })

  it('says that 90 days are kept', async () => {
    const { run } = start(1)
    const result = await run({}, { question, from: '2026-01-01T00:00:00.000Z', to: window.to })
    expect(result.notReached).toEqual([
      'Event history keeps 90 days: nothing before 2026-08-22T06:00:00.000Z can be found.',
    ])
  })

  it('says what none can see: other Regions, data events, and what roles did', () => {
    expect(lookupLimits(question, ['eu-central-1', 'us-east-1'])).toEqual([
      'Only management events of eu-central-1, us-east-1 were looked at: other Regions, and data events such as reading objects, were not.',
      'Calls of roles that were assumed with this key bear other key ids and are not in the answer: look for AssumeRole in it.',
    ])
    expect(lookupLimits({ kind: 'root' }, ['us-east-1'])).toHaveLength(1)
  })
})
