import { type CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import type { Clock } from '../clock.ts'
import { type Failure, failureOf } from '../failure.ts'

export const actions = ['cloudtrail:LookupEvents']

/** One thing that event history can be asked for: it takes one attribute at a time. */
export type LookupQuestion =
  | { readonly kind: 'access key'; readonly accessKeyId: string }
  | { readonly kind: 'user'; readonly userName: string }
  | { readonly kind: 'root' }
  | { readonly kind: 'event'; readonly eventName: string }

/** Where a look-up stopped. A token is good only with the very same question, so both stand together. */
export interface LookupPosition {
  readonly region: string
  readonly question: LookupQuestion
  readonly from: string
  readonly to: string
  /** Absent where not even the first page came. */
  readonly nextToken?: string
}

export interface LookupOptions {
  readonly region: string
  readonly clock: Clock
  /** No request is made after it. */
  readonly deadline: Date
  readonly mostRequests?: number
}

export interface LookupResult {
  readonly requests: number
  readonly events: number
  /** The oldest event that was given; event history gives the newest first. */
  readonly oldest: string | undefined
  /** Undefined: all that event history holds was read. */
  readonly position: LookupPosition | undefined
  /** In sentences, what of its window this look-up did not read; `lookupLimits` says what none can. */
  readonly notReached: readonly string[]
}

// Two requests a second for each account and Region, and AWS raises it for nobody (CloudTrail user guide, "Quotas").
const BETWEEN_MS = 500
const PAGE_SIZE = 50
const KEPT_DAYS = 90
const DAY_MS = 86_400_000

const attributeOf = (question: LookupQuestion) => {
  switch (question.kind) {
    case 'access key':
      return { AttributeKey: 'AccessKeyId', AttributeValue: question.accessKeyId } as const
    case 'user':
      return { AttributeKey: 'Username', AttributeValue: question.userName } as const
    case 'root':
      return { AttributeKey: 'Username', AttributeValue: 'root' } as const
    case 'event':
      return { AttributeKey: 'EventName', AttributeValue: question.eventName } as const
  }
}

/** Questions about `from` and `to` begin anew; a position goes on where it stopped. */
export type LookupStart =
  LookupPosition | { readonly question: LookupQuestion; readonly from: string; readonly to: string }

/**
 * Asks event history one question, page by page. `onPage` gets events as the AWS CLI's `lookup-events` writes them.
 * Never throws for a refused request: what was read stays, and the position says where to go on.
 */
export const lookupEvents = async (
  client: CloudTrailClient,
  start: LookupStart,
  options: LookupOptions,
  onPage: (page: { readonly Events: readonly { readonly CloudTrailEvent: string }[] }) => Promise<void>,
): Promise<LookupResult> => {
  const { question, from, to } = start
  const { clock, deadline, mostRequests = Infinity, region } = options
  let token = 'nextToken' in start ? start.nextToken : undefined
  let requests = 0
  let events = 0
  let oldest: string | undefined
  let last: number | undefined
  const stopped = (why: string | undefined): LookupResult => ({
    requests,
    events,
    oldest,
    position:
      why === undefined
        ? undefined
        : { region, question, from, to, ...(token === undefined ? {} : { nextToken: token }) },
    notReached: notReached({ region, from, to, oldest, why, now: clock.now() }),
  })
  for (;;) {
    const wait = last === undefined ? 0 : last + BETWEEN_MS - clock.now().getTime()
    if (requests >= mostRequests) return stopped(`it was stopped after ${requests} requests`)
    if (clock.now().getTime() + Math.max(0, wait) >= deadline.getTime()) return stopped('its time was over')
    if (wait > 0) await clock.sleep(wait)
    last = clock.now().getTime()
    requests += 1
    const answer = await pageOf(client, { question, from, to, token })
    if ('refused' in answer) return stopped(`AWS refused (${answer.refused.code}): ${answer.refused.reason}`)
    oldest = answer.oldest ?? oldest
    events += answer.events.length
    if (answer.events.length > 0) await onPage({ Events: answer.events })
    if (answer.next === undefined || answer.next === '') return stopped(undefined)
    if (answer.next === token) return stopped('AWS gave the same token twice')
    token = answer.next
  }
}

interface Page {
  readonly events: readonly { readonly CloudTrailEvent: string }[]
  readonly oldest: string | undefined
  readonly next: string | undefined
}

const pageOf = async (
  client: CloudTrailClient,
  {
    question,
    from,
    to,
    token,
  }: Pick<LookupPosition, 'question' | 'from' | 'to'> & { readonly token: string | undefined },
): Promise<Page | { readonly refused: Failure }> => {
  const command = new LookupEventsCommand({
    LookupAttributes: [attributeOf(question)],
    StartTime: new Date(from),
    EndTime: new Date(to),
    MaxResults: PAGE_SIZE,
    ...(token === undefined ? {} : { NextToken: token }),
  })
  try {
    const { Events = [], NextToken } = await client.send(command)
    return {
      events: Events.flatMap(({ CloudTrailEvent }) => (CloudTrailEvent === undefined ? [] : [{ CloudTrailEvent }])),
      oldest: Events.findLast(({ EventTime }) => EventTime !== undefined)?.EventTime?.toISOString(),
      next: NextToken,
    }
  } catch (error) {
    return { refused: failureOf(error) }
  }
}

const notReached = ({
  region,
  from,
  to,
  oldest,
  why,
  now,
}: {
  readonly region: string
  readonly from: string
  readonly to: string
  readonly oldest: string | undefined
  readonly why: string | undefined
  readonly now: Date
}): readonly string[] => {
  const kept = new Date(now.getTime() - KEPT_DAYS * DAY_MS)
  return [
    ...(why === undefined
      ? []
      : [
          oldest === undefined
            ? `Nothing of ${from} to ${to} in ${region} was read: ${why}.`
            : `What happened in ${region} between ${from} and ${oldest} was not read: ${why}.`,
        ]),
    ...(Date.parse(from) < kept.getTime()
      ? [`Event history keeps ${KEPT_DAYS} days: nothing before ${kept.toISOString()} can be found.`]
      : []),
  ]
}

const LIMITS: Readonly<Record<LookupQuestion['kind'], readonly string[]>> = {
  'access key': [
    'Calls of roles that were assumed with this key bear other key ids and are not in the answer: look for AssumeRole in it.',
  ],
  user: [
    'Calls of roles that this user assumed are recorded under the name of the session and may not be in the answer: look for AssumeRole in it.',
  ],
  root: [],
  event: [],
}

/** In sentences, what no look-up in these Regions can have seen, however long it runs. Never empty. */
export const lookupLimits = ({ kind }: LookupQuestion, regions: readonly string[]): readonly string[] => [
  `Only management events of ${regions.join(', ')} were looked at: other Regions, and data events such as reading objects, were not.`,
  ...LIMITS[kind],
]
