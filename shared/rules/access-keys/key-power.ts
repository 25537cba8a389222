import type { AccountFacts } from '#shared/facts/account.ts'
import type { User } from '#shared/facts/principal.ts'
import { administratorOf, canChangePermissions } from '#shared/permissions/administrator.ts'
import {
  type EffectivePermissions,
  effectivePermissionsOf,
  scopeOf,
} from '#shared/permissions/effective-permissions.ts'
import { escalationsOf } from '#shared/permissions/escalation.ts'
import { type CompiledPolicies, compilePolicies, decide, type Decision } from '#shared/permissions/evaluate.ts'
import { contextOfPrincipal } from '#shared/permissions/principal-context.ts'
import { ANY_ONE, ANY_RUN, type WildcardPattern } from '#shared/permissions/wildcard-pattern.ts'
import type { RequestContext } from '#shared/permissions/request-context.ts'
import { unreadBoundaryOf } from '../unread-boundary.ts'

/**
 * A request signed with a long-lived key does not carry these at all (IAM user guide, "AWS global condition context keys"): `Bool`
 * with `false` does not meet it, `BoolIfExists` does. That one word decides whether a Deny without MFA covers access keys.
 */
const MFA_KEYS = ['aws:multifactorauthpresent', 'aws:multifactorauthage'] as const

const contextOfKey = (user: User, account: AccountFacts): RequestContext => {
  const context = contextOfPrincipal(user, account)
  return { ...context, absent: new Set([...context.absent, ...MFA_KEYS]) }
}

export type KeyPower =
  | { readonly state: 'unknown'; readonly reason: string }
  /** The user has no power over permissions, with or without MFA. */
  | { readonly state: 'none' }
  /** The user has it, and only with MFA. */
  | { readonly state: 'mfa-required' }
  | {
      readonly state: 'without-mfa'
      readonly administrator: boolean
      readonly actions: readonly string[]
      /** Condition keys other than MFA that must turn out well; empty: none. */
      readonly dependsOn: readonly string[]
    }

/** A part of the named resources is enough: `resource` alone is no obstacle. */
const obstacles = (decision: Decision): readonly string[] | undefined => {
  if (decision.outcome === 'allow') return []
  return decision.outcome === 'conditional' ? decision.dependsOn.filter((key) => key !== 'resource') : undefined
}

const fewest = (found: readonly (readonly string[])[]): readonly string[] | undefined =>
  found.toSorted((a, b) => a.length - b.length)[0]

/** What the policy names is what is asked for: whoever may act on `user/app-*` may act on one of these. */
const asRequested = ({ encoded }: WildcardPattern): string => encoded.replaceAll(ANY_RUN, '*').replaceAll(ANY_ONE, '?')

const probe = (permissions: EffectivePermissions, context: RequestContext) => {
  const { policies, boundary } = permissions.policies
  const identity = compilePolicies(policies.map(({ document }) => document))
  const outer: CompiledPolicies | undefined = boundary && compilePolicies([boundary.document])
  return (action: string): readonly string[] | undefined => {
    const resources =
      scopeOf(permissions, action).reach === 'all' ? ['*'] : permissions.resourcesNamed(action).map(asRequested)
    return fewest(
      resources.flatMap((resource) => {
        const found = obstacles(decide({ action, resource, context }, { identity, ...(outer && { boundary: outer }) }))
        return found === undefined ? [] : [found]
      }),
    )
  }
}

const powerfulActionsOf = (user: User, account: AccountFacts, permissions: EffectivePermissions): readonly string[] => {
  const escalations = escalationsOf(user, account)
  const required =
    escalations.state === 'known'
      ? escalations.value.filter(({ kind }) => kind === 'open').flatMap(({ path }) => path.required)
      : []
  return [...new Set([...canChangePermissions(permissions), ...required])]
}

const openActions = (actions: readonly string[], probed: (action: string) => readonly string[] | undefined) =>
  actions.flatMap((action) => {
    const dependsOn = probed(action)
    return dependsOn === undefined ? [] : [{ action, dependsOn }]
  })

/** What a thief of the user's access key could do to permissions, without ever showing a second factor. */
export const keyPowerOf = (user: User, account: AccountFacts): KeyPower => {
  const found = effectivePermissionsOf(user, account)
  if (found.state === 'unknown') return found
  const permissions = found.value
  const actions = powerfulActionsOf(user, account, permissions)
  const open = actions.length === 0 ? [] : openActions(actions, probe(permissions, contextOfKey(user, account)))
  const doubt = open.length > 0 ? unreadBoundaryOf(user, permissions) : permissions.missing[0]
  if (doubt !== undefined) return { state: 'unknown', reason: doubt }
  if (open.length === 0) return { state: actions.length > 0 ? 'mfa-required' : 'none' }
  return {
    state: 'without-mfa',
    administrator: administratorOf(permissions) !== 'no',
    actions: open.map(({ action }) => action),
    dependsOn: fewest(open.map(({ dependsOn }) => dependsOn)) ?? [],
  }
}
