import { distance } from 'fastest-levenshtein'
import { byCodeUnit } from '#shared/facts/order.ts'
import { actionsOfService } from './actions.ts'
import { services } from './action-table.ts'

const LONGEST = 128

const nearest = (wanted: string, candidates: readonly string[], limit: number): readonly string[] => {
  const farthest = Math.max(2, Math.floor(wanted.length / 4))
  return candidates
    .map((name) => ({ name, far: distance(wanted, name.toLowerCase()) }))
    .filter(({ far }) => far <= farthest)
    .sort((a, b) => a.far - b.far || byCodeUnit(a.name, b.name))
    .slice(0, limit)
    .map(({ name }) => name)
}

/** Actions whose spelling is closest to one that does not exist, best first: "did you mean". Empty if nothing is close. */
export const nearestActions = (action: string, limit = 3): readonly string[] => {
  const wanted = action.slice(0, LONGEST).toLowerCase()
  const colon = wanted.indexOf(':')
  if (colon < 1) return []
  const prefix = wanted.slice(0, colon)
  const own = actionsOfService(prefix)
  if (own.length > 0) return nearest(wanted, own, limit)
  const likely = nearest(prefix, services(), limit)
  return nearest(
    wanted,
    likely.flatMap((service) => actionsOfService(service)),
    limit,
  )
}
