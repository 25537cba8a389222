import { describe, expect, it } from 'vitest'
import { silencesOf } from '#shared/suggestions/silences.ts'
import { activityOf, type Event, event, heartbeats, roleIdentity } from '#test/support/activity.ts'

const quarter = heartbeats('2026-01-01', '2026-03-31')
const dayOf = ({ eventTime }: Event): string => (typeof eventTime === 'string' ? eventTime.slice(0, 10) : '')
const without = (from: string, to: string, events = quarter) =>
  events.filter((one) => dayOf(one) < from || dayOf(one) > to)
const trail = (time: string, eventName: string, name = 'main') =>
  event(time, {
    eventSource: 'cloudtrail.amazonaws.com',
    eventName,
    requestParameters: { name },
    readOnly: false,
    userIdentity: roleIdentity('admin'),
  })
const said = (events: readonly Event[]) =>
  silencesOf(activityOf(...events)).map(({ kind, sentence }) => `${kind}: ${sentence}`)
const isWeekend = (one: Event): boolean => [0, 6].includes(new Date(dayOf(one)).getUTCDay())

describe('silencesOf', () => {
  it('has nothing to say of a whole log', () => expect(said(quarter)).toEqual([]))

  it('finds days without any record between days with some', () => {
    expect(said(without('2026-02-03', '2026-02-03'))).toEqual([
      'hole: On 2026-02-03 nothing at all was logged in account 111111111111, though the log goes on after it.',
    ])
    expect(said(without('2026-02-03', '2026-02-09'))).toEqual([
      'hole: From 2026-02-03 to 2026-02-09 nothing at all was logged in account 111111111111, though the log goes on after it.',
    ])
  })

  it('knows weekends, and a holiday beside one', () => {
    const office = quarter.filter((one) => !isWeekend(one))
    expect(said(office)).toEqual([])
    expect(said(without('2026-02-13', '2026-02-13', office))).toEqual([])
    expect(said(without('2026-02-09', '2026-02-13', office))).toHaveLength(1)
  })

  it('does not take a handful of records for a log with holes', () => {
    const samples = ['2026-01-01', '2026-01-20', '2026-03-05'].map((day) => event(day))
    expect(said(samples)).toEqual([
      'doubt: On 61 of the 64 days from 2026-01-01 to 2026-03-05 nothing was logged in account 111111111111: these records may be a part of its log.',
    ])
    expect(said([event('2026-01-01'), event('2026-01-03'), event('2026-01-04')])[0]).toMatch(
      /^doubt: On 1 of the 4 days/,
    )
  })

  it('finds a Region that falls silent while others go on', () => {
    const elsewhere = quarter.map((one, index) => ({ ...one, awsRegion: 'eu-west-1', eventID: `elsewhere-${index}` }))
    expect(said([...quarter, ...without('2026-02-03', '2026-02-09', elsewhere)])).toEqual([
      'doubt: From 2026-02-03 to 2026-02-09 nothing was logged in eu-west-1 of account 111111111111, and other Regions went on.',
    ])
  })

  describe('of a trail that was told to be silent', () => {
    const stop = trail('2026-02-03T09:00', 'StopLogging')
    const start = trail('2026-02-03T17:00', 'StartLogging', 'arn:aws:cloudtrail:us-east-1:111111111111:trail/main')
    const sentence = 'Trail main did not log from 2026-02-03T09:00Z to 2026-02-03T17:00Z.'

    it('is a hole where nothing was logged until it went on', () => {
      expect(said([...without('2026-02-03', '2026-02-03'), stop, start])).toEqual([`hole: ${sentence}`])
    })

    it('is a doubt where another trail went on', () => {
      const later = trail('2026-02-05T17:00', 'StartLogging')
      expect(said([...quarter, stop, later])).toEqual([
        'doubt: Trail main did not log from 2026-02-03T09:00Z to 2026-02-05T17:00Z.',
      ])
    })

    it('is a doubt where it was for minutes', () => {
      const soon = trail('2026-02-03T09:20', 'StartLogging')
      expect(said([...without('2026-02-03', '2026-02-03'), stop, soon])[0]).toMatch(/^doubt/)
    })

    it('is a doubt where it never went on: what comes later, another trail wrote', () => {
      expect(said([...quarter, stop])).toEqual([
        'doubt: Trail main was silenced by StopLogging at 2026-02-03T09:00Z and not started again in the log.',
      ])
    })
  })

  it('knows that selectors were changed', () => {
    const change = event('2026-02-03T09:00', {
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'PutEventSelectors',
      requestParameters: { trailName: 'main' },
      readOnly: false,
    })
    expect(said([...quarter, change])).toEqual([
      'doubt: The event selectors of trail main were changed at 2026-02-03T09:00Z: before, it may have taken less.',
    ])
  })
})
