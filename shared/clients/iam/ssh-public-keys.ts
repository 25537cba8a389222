import { ListSSHPublicKeysCommand } from '@aws-sdk/client-iam'
import { markerCursor } from '../pages.ts'
import { userSource } from '../user-source.ts'

export const actions = ['iam:ListSSHPublicKeys']

export const sshPublicKeys = userSource({
  evidence: 'ssh-public-keys',
  call: 'iam:ListSSHPublicKeys',
  send: ({ iam }, question, options) => iam.send(new ListSSHPublicKeysCommand(question), options),
  cursorOf: markerCursor,
})
