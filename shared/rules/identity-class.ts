import { matchesGlob } from '#shared/facts/glob.ts'
import { knownOr } from '#shared/facts/known.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import { type Tag, tagValue } from '#shared/facts/tag.ts'

/** A class of identities with limits of its own: people, machines, break-glass, canaries, or any name of the user's. */
export interface IdentityClass {
  readonly name: string
  /** An identity belongs to the first class of which it meets any line; each line's parts must all hold. */
  readonly match: readonly IdentityMatch[]
}

export interface IdentityMatch {
  readonly name?: string
  readonly path?: string
  readonly tag?: { readonly key: string; readonly value?: string }
}

const matches = (match: IdentityMatch, name: string, path: string, tags: readonly Tag[]): boolean => {
  if (match.name !== undefined && !matchesGlob(match.name, name)) return false
  if (match.path !== undefined && !matchesGlob(match.path, path)) return false
  if (match.tag === undefined) return true
  const value = tagValue(tags, match.tag.key)
  return value !== undefined && (match.tag.value === undefined || matchesGlob(match.tag.value, value))
}

const declaredClass = (classes: readonly IdentityClass[], identity: User | Role): string | undefined => {
  const tags = identity.kind === 'user' ? knownOr(identity.tags, []) : identity.tags
  return classes.find(({ match }) => match.some((line) => matches(line, identity.name, identity.path, tags)))?.name
}

/**
 * The configured class, else a reading of the credentials: who has a password is a `person`, who has keys and none is a `machine`.
 * Undefined where the evidence does not tell.
 */
export const identityClassOf = (identity: User | Role, classes: readonly IdentityClass[]): string | undefined => {
  const declared = declaredClass(classes, identity)
  if (declared !== undefined || identity.kind === 'role') return declared
  if (identity.password.state === 'unknown') return undefined
  if (identity.password.value.state === 'set') return 'person'
  return knownOr(identity.accessKeys, []).length > 0 ? 'machine' : undefined
}
