import type { Rule } from '../rule.ts'
import { breakGlassUserUsed } from './break-glass-user-used.ts'
import { cloudshellFullAccessAttached } from './cloudshell-full-access-attached.ts'
import { groupEmpty } from './group-empty.ts'
import { iamUsersInsteadOfFederation } from './iam-users-instead-of-federation.ts'
import { inlinePolicyInUse } from './inline-policy-in-use.ts'
import { nameOutsideConvention } from './name-outside-convention.ts'
import { ownerHasLeft } from './owner-has-left.ts'
import { ownerTagMissing } from './owner-tag-missing.ts'
import { policyAttachedToUser } from './policy-attached-to-user.ts'
import { requiredTagMissing } from './required-tag-missing.ts'
import { userInNoGroup } from './user-in-no-group.ts'
import { userWithoutCredentials } from './user-without-credentials.ts'
import { userWithoutPermissions } from './user-without-permissions.ts'

export const userAndGroupRules: readonly Rule[] = [
  breakGlassUserUsed,
  cloudshellFullAccessAttached,
  groupEmpty,
  iamUsersInsteadOfFederation,
  inlinePolicyInUse,
  nameOutsideConvention,
  ownerHasLeft,
  ownerTagMissing,
  policyAttachedToUser,
  requiredTagMissing,
  userInNoGroup,
  userWithoutCredentials,
  userWithoutPermissions,
]
