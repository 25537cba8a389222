import pLimit from 'p-limit'
import { iamProbes } from './iam-probes.ts'
import { organizationsProbes } from './organizations-probes.ts'
import { type ProbeTarget, tryPermission, type TriedPermission } from './permission-probe.ts'
import { regionalProbes } from './regional-probes.ts'

const CONCURRENCY = 4

/** Every call that the collector makes, each tried once. */
export const permissionProbes = [...iamProbes, ...organizationsProbes, ...regionalProbes]

export const tryPermissions = async (
  target: ProbeTarget,
  each: (done: number, of: number) => void = () => {},
): Promise<readonly TriedPermission[]> => {
  const limit = pLimit(CONCURRENCY)
  let done = 0
  const tried = permissionProbes.map((probe) =>
    limit(async () => {
      const result = await tryPermission(probe, target)
      done += 1
      each(done, permissionProbes.length)
      return result
    }),
  )
  return (await Promise.all(tried)).sort((a, b) => (a.action < b.action ? -1 : 1))
}
