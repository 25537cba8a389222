import { ListMFADevicesCommand } from '@aws-sdk/client-iam'
import { markerCursor } from '../pages.ts'
import { userSource } from '../user-source.ts'

export const actions = ['iam:ListMFADevices']

export const mfaDevices = userSource({
  evidence: 'mfa-devices',
  call: 'iam:ListMFADevices',
  send: ({ iam }, question, options) => iam.send(new ListMFADevicesCommand(question), options),
  cursorOf: markerCursor,
})
