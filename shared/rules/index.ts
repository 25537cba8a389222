import { accessKeyRules } from './access-keys/index.ts'
import { accountAndOrganizationRules } from './account-and-organization/index.ts'
import { activityRules } from './activity/index.ts'
import { evidenceRules } from './evidence/index.ts'
import { exceptionRules } from './exceptions/index.ts'
import { otherCredentialRules } from './other-credentials/index.ts'
import { passwordAndMfaRules } from './passwords-and-mfa/index.ts'
import { policyRules } from './policies/index.ts'
import { roleAndTrustRules } from './roles-and-trust/index.ts'
import { rootRules } from './root/index.ts'
import type { Rule } from './rule.ts'
import { userAndGroupRules } from './users-and-groups/index.ts'

export const allRules: readonly Rule[] = [
  ...rootRules,
  ...accessKeyRules,
  ...passwordAndMfaRules,
  ...otherCredentialRules,
  ...userAndGroupRules,
  ...policyRules,
  ...roleAndTrustRules,
  ...accountAndOrganizationRules,
  ...activityRules,
  ...evidenceRules,
  ...exceptionRules,
]
