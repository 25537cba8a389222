import type { Rule } from '../rule.ts'
import { administratorPolicyAttached } from './administrator-policy-attached.ts'
import { assumeRoleOnAllRoles } from './assume-role-on-all-roles.ts'
import { grantedServicesUnused } from './granted-services-unused.ts'
import { inlinePolicyAllowsEverything } from './inline-policy-allows-everything.ts'
import { kmsDecryptOnAllKeys } from './kms-decrypt-on-all-keys.ts'
import { marketplaceSubscribeOnAllProducts } from './marketplace-subscribe-on-all-products.ts'
import { passRoleOnAllRoles } from './pass-role-on-all-roles.ts'
import { policyAllowsByNotAction } from './policy-allows-by-not-action.ts'
import { policyAllowsEverything } from './policy-allows-everything.ts'
import { policyAllowsWholeService } from './policy-allows-whole-service.ts'
import { policyControlsCloudtrail } from './policy-controls-cloudtrail.ts'
import { policyExposesCredentials } from './policy-exposes-credentials.ts'
import { policyExposesData } from './policy-exposes-data.ts'
import { policyExposesResources } from './policy-exposes-resources.ts'
import { policyInvalid } from './policy-invalid.ts'
import { policyNamesMissingPrincipal } from './policy-names-missing-principal.ts'
import { policyStatementWithoutEffect } from './policy-statement-without-effect.ts'
import { policyUnused } from './policy-unused.ts'
import { principalCanEscalate } from './principal-can-escalate.ts'
import { principalChangesPermissions } from './principal-changes-permissions.ts'
import { principalWithoutBoundary } from './principal-without-boundary.ts'

export const policyRules: readonly Rule[] = [
  principalCanEscalate,
  principalChangesPermissions,
  principalWithoutBoundary,
  administratorPolicyAttached,
  policyAllowsEverything,
  inlinePolicyAllowsEverything,
  policyAllowsWholeService,
  policyAllowsByNotAction,
  passRoleOnAllRoles,
  assumeRoleOnAllRoles,
  kmsDecryptOnAllKeys,
  policyControlsCloudtrail,
  policyExposesCredentials,
  policyExposesData,
  policyExposesResources,
  marketplaceSubscribeOnAllProducts,
  policyNamesMissingPrincipal,
  policyUnused,
  grantedServicesUnused,
  policyInvalid,
  policyStatementWithoutEffect,
]
