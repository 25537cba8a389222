import { ListAccessKeysCommand } from '@aws-sdk/client-iam'
import { markerCursor } from '../pages.ts'
import { userSource } from '../user-source.ts'

export const actions = ['iam:ListAccessKeys']

export const accessKeys = userSource({
  evidence: 'access-keys',
  call: 'iam:ListAccessKeys',
  send: ({ iam }, question, options) => iam.send(new ListAccessKeysCommand(question), options),
  cursorOf: markerCursor,
})
