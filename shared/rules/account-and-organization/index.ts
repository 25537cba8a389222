import type { Rule } from '../rule.ts'
import { accountWithoutOrganization } from './account-without-organization.ts'
import { analyzerFindingOpen } from './analyzer-finding-open.ts'
import { delegatedAdministratorUnexpected } from './delegated-administrator-unexpected.ts'
import { delegationRequestOpen } from './delegation-request-open.ts'
import { externalAccessAnalyzerMissing } from './external-access-analyzer-missing.ts'
import { iamPolicyChangeAlarmMissing } from './iam-policy-change-alarm-missing.ts'
import { organizationGuardrailMissing } from './organization-guardrail-missing.ts'
import { outboundFederationEnabled } from './outbound-federation-enabled.ts'
import { rootUseAlarmMissing } from './root-use-alarm-missing.ts'
import { securityAuditRoleMissing } from './security-audit-role-missing.ts'
import { signInFailureAlarmMissing } from './sign-in-failure-alarm-missing.ts'
import { signInWithoutMfaAlarmMissing } from './sign-in-without-mfa-alarm-missing.ts'
import { supportRoleMissing } from './support-role-missing.ts'
import { trailMissing } from './trail-missing.ts'

export const accountAndOrganizationRules: readonly Rule[] = [
  trailMissing,
  rootUseAlarmMissing,
  signInWithoutMfaAlarmMissing,
  signInFailureAlarmMissing,
  iamPolicyChangeAlarmMissing,
  externalAccessAnalyzerMissing,
  analyzerFindingOpen,
  supportRoleMissing,
  securityAuditRoleMissing,
  accountWithoutOrganization,
  delegatedAdministratorUnexpected,
  organizationGuardrailMissing,
  outboundFederationEnabled,
  delegationRequestOpen,
]
