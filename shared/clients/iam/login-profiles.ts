import { GetLoginProfileCommand } from '@aws-sdk/client-iam'
import { userSource } from '../user-source.ts'

export const actions = ['iam:GetLoginProfile']

/**
 * A user without a password and a user who is gone both answer NoSuchEntity: only the words differ
 * ("Login Profile for User … cannot be found", "The user with name … cannot be found").
 */
export const loginProfiles = userSource({
  evidence: 'login-profiles',
  call: 'iam:GetLoginProfile',
  send: ({ iam }, { UserName }, options) => iam.send(new GetLoginProfileCommand({ UserName }), options),
  cursorOf: () => ({ more: false, next: undefined }),
  absent: { code: 'NoSuchEntity', message: /^login profile\b/i, answer: { LoginProfile: null } },
})
