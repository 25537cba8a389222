import {
  DescribeTrailsCommand,
  type CloudTrailClient,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  type Trail,
} from '@aws-sdk/client-cloudtrail'
import { type Failure, failureOf } from '../failure.ts'

export const actions = ['cloudtrail:DescribeTrails', 'cloudtrail:GetEventSelectors', 'cloudtrail:GetTrailStatus']

/** A trail as a source of log files. What could not be asked is in `problems`, and is neither yes nor no. */
export interface TrailSource {
  readonly arn: string
  readonly name: string
  readonly homeRegion: string
  readonly bucket: string
  readonly prefix: string | undefined
  readonly isMultiRegion: boolean
  readonly isOrganizationTrail: boolean
  readonly kmsKeyId: string | undefined
  readonly isLogging: boolean | undefined
  /** The answer of GetEventSelectors, as it came. */
  readonly eventSelectors: object | undefined
  readonly problems: readonly string[]
}

/** The trails that these Regions know, each once. Status and selectors are asked for in the trail's home Region. */
export const findTrails = async (
  clientOf: (region: string) => CloudTrailClient,
  regions: readonly string[],
): Promise<{ readonly trails: readonly TrailSource[]; readonly problems: readonly string[] }> => {
  const found = new Map<string, Trail>()
  const problems: string[] = []
  for (const region of regions) {
    try {
      const { trailList = [] } = await clientOf(region).send(new DescribeTrailsCommand({ includeShadowTrails: true }))
      for (const trail of trailList) found.set(trail.TrailARN ?? '', trail)
    } catch (error) {
      problems.push(sentence(`The trails of ${region} could not be listed`, failureOf(error)))
    }
  }
  const trails = await Promise.all([...found.values()].map((trail) => sourceOf(clientOf, trail)))
  return {
    trails: trails.filter((trail) => trail !== undefined).sort((a, b) => (a.arn < b.arn ? -1 : a.arn > b.arn ? 1 : 0)),
    problems,
  }
}

const sentence = (what: string, { code, reason }: Failure): string => `${what} (${code}): ${reason}`

const sourceOf = async (
  clientOf: (region: string) => CloudTrailClient,
  trail: Trail,
): Promise<TrailSource | undefined> => {
  const { TrailARN: arn, S3BucketName: bucket, HomeRegion: homeRegion } = trail
  if (arn === undefined || bucket === undefined || homeRegion === undefined) return undefined
  const client = clientOf(homeRegion)
  const problems: string[] = []
  const asked = async <Answer>(what: string, answer: Promise<Answer>): Promise<Answer | undefined> => {
    try {
      return await answer
    } catch (error) {
      problems.push(sentence(`${what} of trail ${arn} could not be read`, failureOf(error)))
      return undefined
    }
  }
  const [status, selectors] = await Promise.all([
    asked('The status', client.send(new GetTrailStatusCommand({ Name: arn }))),
    asked('The event selectors', client.send(new GetEventSelectorsCommand({ TrailName: arn }))),
  ])
  return {
    arn,
    name: trail.Name ?? arn,
    homeRegion,
    bucket,
    prefix: trail.S3KeyPrefix,
    isMultiRegion: trail.IsMultiRegionTrail === true,
    isOrganizationTrail: trail.IsOrganizationTrail === true,
    kmsKeyId: trail.KmsKeyId,
    isLogging: status?.IsLogging,
    eventSelectors: selectors,
    problems: problems.sort(),
  }
}
