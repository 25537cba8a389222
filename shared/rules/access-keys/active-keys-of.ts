import type { AccessKey } from '#shared/facts/credential.ts'
import { type Known, known, mapKnown } from '#shared/facts/known.ts'
import type { User } from '#shared/facts/principal.ts'

export const activeKeysOf = (user: User): Known<readonly AccessKey[]> =>
  mapKnown(user.accessKeys, (keys) => keys.filter(({ status }) => status === 'active'))

export interface DatedKey {
  readonly key: AccessKey
  readonly createdAt: Date
}

/** Keys with their creation times, oldest first; one unknown time makes the order unknown. */
export const datedKeysOf = (keys: readonly AccessKey[]): Known<readonly DatedKey[]> => {
  const dated: DatedKey[] = []
  for (const key of keys) {
    if (key.createdAt.state === 'unknown') return key.createdAt
    dated.push({ key, createdAt: key.createdAt.value })
  }
  return known(dated.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime()))
}
