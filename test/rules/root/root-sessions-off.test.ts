import { rootSessionsOff } from '#shared/rules/root/root-sessions-off.ts'
import { describeOrganizationFeature } from './organization-feature.ts'

describeOrganizationFeature(
  rootSessionsOff,
  'rootSessions',
  'Privileged root sessions (RootSessions) are off in the organization.',
)
