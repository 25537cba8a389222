import type { CloudTrailClient, Trail } from '@aws-sdk/client-cloudtrail'
import type { EvidenceName } from '#shared/facts/evidence-source.ts'
import type { Collection, SendOptions } from '../collection.ts'

interface Question {
  readonly call: string
  readonly evidence: EvidenceName
  readonly send: (client: CloudTrailClient, trailArn: string, options: SendOptions) => Promise<object>
}

const homeOf = ({ HomeRegion, TrailARN }: Trail): { arn: string; region: string } | undefined =>
  HomeRegion === undefined || TrailARN === undefined ? undefined : { arn: TrailARN, region: HomeRegion }

/** Asks for one thing of each trail, in its home Region, and keeps the answers by the trail's ARN. */
export const collectByTrail = async (
  collection: Collection,
  trails: readonly Trail[],
  { call, evidence, send }: Question,
): Promise<void> => {
  const homes = trails.map(homeOf).filter((home) => home !== undefined)
  const asked = homes.map(async ({ arn, region }) => {
    const client = collection.clients.cloudTrail(region)
    const answer = await collection.attempt({ call, evidence, region }, (options) => send(client, arn, options))
    return [arn, answer] as const
  })
  const answers = (await Promise.all(asked)).filter(([, answer]) => answer !== undefined)
  if (homes.length === 0 || answers.length > 0) collection.keep(evidence, Object.fromEntries(answers))
}
