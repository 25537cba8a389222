import { knownOr } from '#shared/facts/known.ts'
import type { Group, User } from '#shared/facts/principal.ts'
import { keyName } from '../access-keys/key-words.ts'
import { passwordOf } from '../subjects-of.ts'
import { awsCommand } from '../command.ts'
import { grantsOf } from './principals-of.ts'

const stripPolicies = (grantee: User | Group): readonly string[] => {
  const grants = grantsOf(grantee)
  if (grants.state === 'unknown') return []
  const target = { [`${grantee.kind}-name`]: grantee.name }
  return [
    ...grants.value.attachedPolicies.map(({ arn }) =>
      awsCommand(`iam detach-${grantee.kind}-policy`, { ...target, 'policy-arn': arn }),
    ),
    ...grants.value.inlinePolicies.map(({ name }) =>
      awsCommand(`iam delete-${grantee.kind}-policy`, { ...target, 'policy-name': name }),
    ),
  ]
}

/** IAM deletes only what is empty (IAM API reference, DeleteGroup). */
export const deleteGroupCommands = (group: Group): readonly string[] => [
  ...stripPolicies(group),
  awsCommand('iam delete-group', { 'group-name': group.name }),
]

const stripCredentials = (user: User): readonly string[] => {
  const target = { 'user-name': user.name }
  return [
    ...(passwordOf(user).state === 'set' ? [awsCommand('iam delete-login-profile', target)] : []),
    ...knownOr(user.accessKeys, []).map((key) =>
      awsCommand('iam delete-access-key', {
        ...target,
        'access-key-id': key.accessKeyId ?? `ACCESS_KEY_${keyName(key)}`,
      }),
    ),
    ...knownOr(user.mfaDevices, []).map(({ serialNumber }) =>
      awsCommand('iam deactivate-mfa-device', { ...target, 'serial-number': serialNumber }),
    ),
  ]
}

/** IAM deletes a user only when everything that hangs on it is gone (IAM API reference, DeleteUser). */
export const deleteUserCommands = (user: User): readonly string[] => [
  ...stripCredentials(user),
  ...knownOr(user.groupNames, []).map((group) =>
    awsCommand('iam remove-user-from-group', { 'user-name': user.name, 'group-name': group }),
  ),
  ...stripPolicies(user),
  awsCommand('iam delete-user', { 'user-name': user.name }),
]
