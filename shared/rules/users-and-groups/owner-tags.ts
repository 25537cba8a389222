import { type Known, known } from '#shared/facts/known.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import { type Tag, tagValue } from '#shared/facts/tag.ts'

export const tagsOf = (identity: User | Role): Known<readonly Tag[]> =>
  identity.kind === 'user' ? identity.tags : known(identity.tags)

/** The first of the keys that is set and not empty. */
export const ownerTagOf = (tags: readonly Tag[], keys: readonly string[]): Tag | undefined => {
  for (const key of keys) {
    const value = tagValue(tags, key)?.trim()
    if (value !== undefined && value !== '') return { key, value }
  }
  return undefined
}
