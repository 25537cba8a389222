import {
  actionCount,
  bitsOfActions,
  countBits,
  countBoth,
  either,
  isManyActions,
  meetsSet,
  unpackSet,
} from './action-set.ts'
import type { ActionBits } from './action-set.ts'
import { scopeOf } from './effective-permissions.ts'
import type { EffectivePermissions } from './effective-permissions.ts'

/** With these a principal gives itself or others any permission. */
export const PERMISSION_CHANGING_ACTIONS: readonly string[] = [
  'iam:AddUserToGroup',
  'iam:AttachGroupPolicy',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreatePolicyVersion',
  'iam:DeleteRolePermissionsBoundary',
  'iam:DeleteUserPermissionsBoundary',
  'iam:PutGroupPolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:PutUserPermissionsBoundary',
  'iam:PutUserPolicy',
  'iam:SetDefaultPolicyVersion',
  'iam:UpdateAssumeRolePolicy',
]

// An administrator with a few actions denied (leaving the organization, say) is still an administrator.
const SHARE_OF_ALL_ACTIONS = 0.9
const CORE: readonly string[] = [
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreatePolicyVersion',
  'iam:PassRole',
]
let core: ActionBits | undefined
let changing: ActionBits | undefined

/** Are so many actions enough, if they are the right ones? */
export const isNearlyAll = (count: number): boolean => count >= SHARE_OF_ALL_ACTIONS * actionCount()

/** Nine in ten of all actions, and those that give permissions. */
export const isNearlyEverything = (bits: ActionBits): boolean => {
  core ??= bitsOfActions(CORE)
  return countBoth(bits, core) === CORE.length && isNearlyAll(countBits(bits))
}

/** `conditional`: an administrator only while a condition is met, for example after signing in with MFA. */
export const administratorOf = (permissions: EffectivePermissions): 'yes' | 'conditional' | 'no' => {
  // Fewer actions than are kept as positions are far from all: most principals end here.
  if (!isManyActions(permissions.everywhere) && !isManyActions(permissions.everywhereIf)) return 'no'
  const everywhere = unpackSet(permissions.everywhere)
  if (isNearlyEverything(everywhere)) return 'yes'
  return isNearlyEverything(either(everywhere, unpackSet(permissions.everywhereIf))) ? 'conditional' : 'no'
}

/** True for an administrator without conditions. */
export const isAdministrator = (permissions: EffectivePermissions): boolean => administratorOf(permissions) === 'yes'

/** The actions by which the principal can change what IAM principals may do; empty if it cannot. */
export const canChangePermissions = (permissions: EffectivePermissions): readonly string[] => {
  const { everywhere, somewhere, everywhereIf, somewhereIf } = permissions
  changing ??= bitsOfActions(PERMISSION_CHANGING_ACTIONS)
  const bits = changing
  // Most principals hold none of them.
  if (![everywhere, somewhere, everywhereIf, somewhereIf].some((set) => meetsSet(bits, set))) return []
  return PERMISSION_CHANGING_ACTIONS.filter((action) => scopeOf(permissions, action).reach !== 'none')
}

/** Does the principal change permissions on every resource, whatever the request? */
export const changesPermissionsEverywhere = ({ everywhere }: EffectivePermissions): boolean => {
  changing ??= bitsOfActions(PERMISSION_CHANGING_ACTIONS)
  return meetsSet(changing, everywhere)
}
