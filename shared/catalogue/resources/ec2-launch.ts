import { isJsonObject } from '#shared/facts/json.ts'
import { topLevelOf } from '../events/call.ts'
import type { Call } from '../events/call.ts'

/** What a launch took that was there before: where the call leaves the choice to EC2 or to a launch template, the answer tells it. */
export const FOUND_BY_LAUNCH: ReadonlySet<string> = new Set(['image', 'security-group', 'subnet'])

const isSpot = (call: Call): boolean => {
  const options = topLevelOf(call, 'instanceMarketOptions')
  return isJsonObject(options) && call.parameters.all.some(({ value }) => value === 'spot')
}

/**
 * Types that a call is authorized against though the reference marks them as optional. Every launch from EBS makes a volume, and one on the
 * spot market a request (EC2 user guide, "Example policies for working with the CLI or SDK": launching instances, RunInstances for Spot).
 */
export const alsoRequiredTypes = (action: string, call: Call): readonly string[] => {
  if (action === 'ec2:RunInstances') return isSpot(call) ? ['volume', 'spot-instances-request'] : ['volume']
  return NONE
}

const NONE: readonly string[] = []

/** Calls that name one of what they make another of: the source is in the parameters, the copy is not there yet. */
export const COPIES: ReadonlyMap<string, string> = new Map([
  ['ec2:CopyImage', 'image'],
  ['ec2:CopyVolumes', 'volume'],
])
