import type { Rule } from '../rule.ts'
import { breakGlassRoleUsed } from './break-glass-role-used.ts'
import { crossAccountTrustWithoutExternalId } from './cross-account-trust-without-external-id.ts'
import { identityProviderUnused } from './identity-provider-unused.ts'
import { oidcTrustByMutableName } from './oidc-trust-by-mutable-name.ts'
import { oidcTrustTooWide } from './oidc-trust-too-wide.ts'
import { oidcTrustWithoutTenant } from './oidc-trust-without-tenant.ts'
import { privilegedRoleLongSession } from './privileged-role-long-session.ts'
import { roleUnused } from './role-unused.ts'
import { samlMetadataExpiring } from './saml-metadata-expiring.ts'
import { serviceTrustWithoutSource } from './service-trust-without-source.ts'
import { trustOfDeletedPrincipal } from './trust-of-deleted-principal.ts'
import { trustOfUnknownAccount } from './trust-of-unknown-account.ts'
import { trustOfUnknownOrganization } from './trust-of-unknown-organization.ts'
import { trustOpenToAnyone } from './trust-open-to-anyone.ts'

export const roleAndTrustRules: readonly Rule[] = [
  trustOpenToAnyone,
  trustOfUnknownAccount,
  trustOfUnknownOrganization,
  crossAccountTrustWithoutExternalId,
  serviceTrustWithoutSource,
  oidcTrustWithoutTenant,
  oidcTrustTooWide,
  oidcTrustByMutableName,
  trustOfDeletedPrincipal,
  roleUnused,
  breakGlassRoleUsed,
  privilegedRoleLongSession,
  identityProviderUnused,
  samlMetadataExpiring,
]
