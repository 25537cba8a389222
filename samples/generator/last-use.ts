import { COLLECTED_AT } from '#samples/account-tables/company.ts'
import type { LastUse, SampleKey, SampleRole, SampleUser } from '#samples/account-tables/table.ts'
import { roleArn } from './account.ts'
import { accessKeyIdOf } from './identifiers.ts'
import { addDays, instant, roundedDown } from './instants.ts'
import { type TrailEvent, trailEvents } from './trail-events.ts'

export interface Use {
  readonly at: Date
  readonly region?: string
  readonly service?: string
}

/** What IAM records as use: a denied call counts, a call that CloudTrail made a Region's event of names that Region. */
const lastSeen = (about: string, picks: (event: TrailEvent) => boolean): TrailEvent => {
  const last = trailEvents().findLast(picks)
  if (last === undefined)
    throw new Error(`${about} is said to be seen in CloudTrail, but no event of the tables shows it.`)
  return last
}

const useOf = (lastUse: LastUse, seen: () => Use): Use | undefined => {
  if (lastUse === 'never') return undefined
  return lastUse === 'seen' ? seen() : { ...lastUse, at: instant(lastUse.at) }
}

const serviceOf = (event: TrailEvent): string => event.eventSource.replace('.amazonaws.com', '')

/** IAM tells no Region for S3 and writes a key's use down once in 15 minutes. */
export const keyLastUse = (user: SampleUser, key: SampleKey): Use | undefined =>
  useOf(key.lastUse, () => {
    const id = accessKeyIdOf(user.name, key.label)
    const event = lastSeen(`Key ${key.label} of ${user.name}`, ({ userIdentity }) => userIdentity.accessKeyId === id)
    const service = serviceOf(event)
    return {
      at: roundedDown(new Date(event.eventTime), 15),
      region: service === 's3' ? 'N/A' : event.awsRegion,
      service,
    }
  })

const isSignIn = (event: TrailEvent): boolean =>
  event.eventName === 'ConsoleLogin' && event.responseElements?.['ConsoleLogin'] === 'Success'

export const passwordLastUse = (userName: string, lastUse: LastUse): Use | undefined =>
  useOf(lastUse, () => ({
    at: new Date(
      lastSeen(`The password of ${userName}`, (event) => isSignIn(event) && event.userIdentity.userName === userName)
        .eventTime,
    ),
  }))

export const rootPasswordLastUse = (lastUse: LastUse): Use | undefined =>
  useOf(lastUse, () => ({
    at: new Date(
      lastSeen('The root password', (event) => isSignIn(event) && event.userIdentity.type === 'Root').eventTime,
    ),
  }))

/** RoleLastUsed forgets what is older (IAM user guide, "last accessed information"). */
const TRACKED_DAYS = 400
const TRACKED_FROM = addDays(instant(COLLECTED_AT), -TRACKED_DAYS)

const lastEventOf = (role: SampleRole): Use => {
  const event = lastSeen(
    `Role ${role.name}`,
    ({ userIdentity }) => userIdentity.sessionContext?.sessionIssuer?.arn === roleArn(role.name),
  )
  return { at: new Date(event.eventTime), region: event.awsRegion }
}

export const roleLastUse = (role: SampleRole): Use | undefined => {
  const use = useOf(role.lastUse, () => lastEventOf(role))
  return use === undefined || use.at < TRACKED_FROM ? undefined : use
}
