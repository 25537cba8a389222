import { ListRolesCommand } from '@aws-sdk/client-iam'
import { pagedSource } from '../bulk-source.ts'
import { markerCursor } from '../pages.ts'

export const actions = ['iam:ListRoles']

/** For what authorization details leave out: how long a session may last. */
export const roles = pagedSource(
  { evidence: 'roles', call: 'iam:ListRoles' },
  ({ iam }, marker, options) => iam.send(new ListRolesCommand({ MaxItems: 1000, ...marker }), options),
  markerCursor,
)
