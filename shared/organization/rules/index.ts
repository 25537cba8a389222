import type { OrganizationRule } from '../organization-rule.ts'
import { accountNotAudited } from './account-not-audited.ts'
import { accountsWithoutTrail } from './accounts-without-trail.ts'
import { accountsNotListed } from './accounts-not-listed.ts'
import { hubAccount } from './account-administers-many.ts'
import { memberRootCredentials } from './member-root-credentials.ts'
import { outlier } from './outlier.ts'
import { personWithKeysInManyAccounts } from './person-with-keys-in-many-accounts.ts'
import { trustOutOfOrganization } from './trust-out-of-organization.ts'
import { usersInsteadOfFederation } from './users-instead-of-federation.ts'

export const organizationRules: readonly OrganizationRule[] = [
  accountNotAudited,
  accountsNotListed,
  accountsWithoutTrail,
  memberRootCredentials,
  trustOutOfOrganization,
  hubAccount,
  personWithKeysInManyAccounts,
  usersInsteadOfFederation,
  outlier,
]
