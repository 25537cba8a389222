import { centralRootManagementOff } from '#shared/rules/root/central-root-management-off.ts'
import { describeOrganizationFeature } from './organization-feature.ts'

describeOrganizationFeature(
  centralRootManagementOff,
  'rootCredentialsManagement',
  'Central management of root credentials (RootCredentialsManagement) is off in the organization.',
)
