import { partitionOfRegion } from '#shared/facts/partition.ts'
import { byKey } from '#shared/facts/order.ts'
import type { UsageProfile } from './usage-profile.ts'

export interface SeenAccount {
  readonly id: string
  readonly partition: string
}

/** The accounts whose events the log holds; an organization's trail holds many. */
export const accountsSeen = (profile: UsageProfile): readonly SeenAccount[] => {
  const partitions = new Map<string, string>()
  for (const key of profile.coverage.keys()) {
    const [id, region] = JSON.parse(key) as [string, string]
    if (id !== '' && !partitions.has(id)) partitions.set(id, partitionOfRegion(region))
  }
  return [...partitions].map(([id, partition]) => ({ id, partition })).sort(byKey(({ id }) => id))
}
