import { ACCOUNT_ID, ACTIVITY_FROM, COLLECTED_AT, HOME_REGION } from '#samples/account-tables/company.ts'
import { TRAIL_STARTED_AT, TRAIL_STOPPED_AT } from '#samples/account-tables/settings.ts'
import { incidents } from '#samples/account-tables/traffic-incidents.ts'
import { intrusions } from '#samples/account-tables/traffic-intrusions.ts'
import { keyTraffic } from '#samples/account-tables/traffic-keys.ts'
import { peopleTraffic } from '#samples/account-tables/traffic-people.ts'
import { pipelineTraffic } from '#samples/account-tables/traffic-pipelines.ts'
import { workloadTraffic } from '#samples/account-tables/traffic-workloads.ts'
import type { Days, Fields, Rhythm, SampleCall, Traffic } from '#samples/account-tables/traffic.ts'
import { chanceOf, hex, uuid } from './identifiers.ts'
import { dayOf, daysFrom, instant, zulu } from './instants.ts'
import { type TrailIdentity, identityOf } from './trail-identity.ts'

/** An event in CloudTrail's own form. */
export interface TrailEvent {
  readonly eventVersion: string
  readonly userIdentity: TrailIdentity
  readonly eventTime: string
  readonly eventSource: string
  readonly eventName: string
  readonly awsRegion: string
  readonly responseElements: Fields | null
  readonly eventID: string
  readonly [field: string]: unknown
}

/** AWS records it late: what happened in the last minutes has not been delivered yet. */
const DELIVERED_UNTIL = Date.parse(COLLECTED_AT) - 15 * 60_000
const WEEKDAY = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const

const fallsOn = (days: Days, weekday: number): boolean => {
  const name = WEEKDAY[weekday] ?? 'Sun'
  if (days === 'daily') return true
  return days === 'weekdays' ? name !== 'Sat' && name !== 'Sun' : days.includes(name)
}

const occasionsOf = (rhythm: Rhythm, chance: () => number): readonly Date[] => {
  if ('instants' in rhythm) return rhythm.instants.map((text) => new Date(text))
  const { days, at, from = ACTIVITY_FROM, to = COLLECTED_AT.slice(0, 10), spread = 0 } = rhythm
  return daysFrom(from, to)
    .filter((day) => fallsOn(days, instant(day).getUTCDay()))
    .flatMap((day) =>
      at.map((time) => new Date(Date.parse(`${day}T${time}:00Z`) + Math.floor(chance() * (spread * 60 + 50)) * 1000)),
    )
}

interface Occasion {
  readonly traffic: Traffic
  readonly at: Date
  readonly number: number
  readonly chance: () => number
}

const pickOf = <T>(choices: readonly T[], chance: () => number): T | undefined =>
  choices[Math.floor(chance() * choices.length)]

const filled = <T>(value: T, { traffic, at, number, chance }: Occasion): T => {
  const text = JSON.stringify(value)
  if (!text.includes('{')) return value
  const about = `${traffic.name}/${number}`
  return JSON.parse(
    text
      .replaceAll('{n}', String(1000 + number))
      .replaceAll('{day}', dayOf(at))
      .replaceAll('{hex}', hex(about, 16))
      .replaceAll('{uuid}', uuid(`shared/${about}`))
      .replaceAll(/\{pick:([^}]*)\}/g, (_, choices: string) => pickOf(choices.split('|'), chance) ?? ''),
  )
}

const READS =
  /^(AssumeRole|BatchGet|Decrypt|Describe|Filter|GenerateDataKey|Get|Head|List|Lookup|Query|ReceiveMessage|Scan)/

const one = (choices: string | readonly string[], chance: () => number): string =>
  typeof choices === 'string' ? choices : (pickOf(choices, chance) ?? '')

const resourceOf = ([ARN, type]: readonly [string, string]) => ({
  ...(ARN.includes('/') && type === 'AWS::S3::Object' ? {} : { accountId: ACCOUNT_ID }),
  type,
  ARN,
})

const signInFields = (call: SampleCall, traffic: Traffic): Fields => {
  if (call.name !== 'ConsoleLogin') return {}
  const mfa = 'console' in traffic.who ? traffic.who.mfa : 'root' in traffic.who ? 'Yes' : 'No'
  return {
    eventType: 'AwsConsoleSignIn',
    additionalEventData: {
      LoginTo: 'https://console.aws.amazon.com/console/home?hashArgs=%23&isauthcode=true',
      MobileVersion: 'No',
      MFAUsed: call.response?.['ConsoleLogin'] === 'Failure' ? 'No' : mfa,
    },
  }
}

interface Origin {
  readonly address: string
  readonly agent: string
}

const eventOf = (occasion: Occasion, call: SampleCall, index: number, origin: Origin): TrailEvent => {
  const { traffic, at, number } = occasion
  const about = `${traffic.name}/${number}/${index}`
  const time = new Date(at.getTime() + index * 2000)
  return {
    eventVersion: '1.11',
    userIdentity: identityOf(traffic.who, call, time),
    eventTime: zulu(time),
    eventSource: `${call.source}.amazonaws.com`,
    eventName: call.name,
    awsRegion: call.region ?? HOME_REGION,
    sourceIPAddress: call.via ?? origin.address,
    userAgent: call.via ?? origin.agent,
    ...(call.error && { errorCode: call.error[0], errorMessage: call.error[1] }),
    requestParameters: call.request === undefined ? null : filled(call.request, occasion),
    responseElements: call.response === undefined ? null : filled(call.response, occasion),
    requestID: uuid(`request/${about}`),
    eventID: uuid(about),
    readOnly: call.readOnly ?? READS.test(call.name),
    ...(call.resources && { resources: filled(call.resources, occasion).map(resourceOf) }),
    eventType: 'AwsApiCall',
    managementEvent: call.data !== true,
    recipientAccountId: ACCOUNT_ID,
    eventCategory: call.data === true ? 'Data' : 'Management',
    ...signInFields(call, traffic),
    ...(call.more && filled(call.more, occasion)),
  }
}

const eventsOf = (traffic: Traffic): readonly TrailEvent[] => {
  const chance = chanceOf(traffic.name)
  return occasionsOf(traffic.when, chance).flatMap((at, number) => {
    const occasion = { traffic, at, number, chance }
    const origin = { address: one(traffic.from, chance), agent: one(traffic.agent, chance) }
    return traffic.calls.map((call, index) => eventOf(occasion, call, index, origin))
  })
}

const wasLogged = ({ eventTime }: TrailEvent): boolean => {
  if (Date.parse(eventTime) > DELIVERED_UNTIL) return false
  return eventTime <= TRAIL_STOPPED_AT || eventTime >= TRAIL_STARTED_AT
}

let made: readonly TrailEvent[] | undefined
/** All events that the trail delivered, by time and then by id. */
export const trailEvents = (): readonly TrailEvent[] =>
  (made ??= [...workloadTraffic, ...pipelineTraffic, ...keyTraffic, ...peopleTraffic, ...incidents, ...intrusions]
    .flatMap(eventsOf)
    .filter(wasLogged)
    .sort((a, b) => {
      const [x, y] = [`${a.eventTime}${a.eventID}`, `${b.eventTime}${b.eventID}`]
      return x < y ? -1 : 1
    }))
