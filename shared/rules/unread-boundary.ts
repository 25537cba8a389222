import type { User } from '#shared/facts/principal.ts'
import type { EffectivePermissions } from '#shared/permissions/effective-permissions.ts'

/** A boundary that is set and not in the evidence may take everything away: then no power is certain. */
export const unreadBoundaryOf = (user: User, { policies }: EffectivePermissions): string | undefined => {
  const boundary = user.grants.state === 'known' ? user.grants.value.permissionsBoundaryArn : undefined
  return boundary !== undefined && policies.boundary === undefined
    ? `the permissions boundary ${boundary} is not in the evidence`
    : undefined
}
