import { knownOr } from '#shared/facts/known.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import { tagValue } from '#shared/facts/tag.ts'
import { words } from './parameters.ts'

export const breakGlassTags = words(
  ['break-glass'],
  'Tag keys that mark an identity for emergencies; the value `false` takes it back. The identity class `break-glass` means the same.',
)

export const isBreakGlass = (
  identity: User | Role,
  identityClass: string | undefined,
  tags: readonly string[],
): boolean =>
  identityClass === 'break-glass' ||
  tags.some((key) => {
    const value = tagValue(identity.kind === 'user' ? knownOr(identity.tags, []) : identity.tags, key)
    return value !== undefined && value.toLowerCase() !== 'false'
  })
