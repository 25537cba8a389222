import { ListSigningCertificatesCommand } from '@aws-sdk/client-iam'
import { markerCursor } from '../pages.ts'
import { userSource } from '../user-source.ts'

export const actions = ['iam:ListSigningCertificates']

export const signingCertificates = userSource({
  evidence: 'signing-certificates',
  call: 'iam:ListSigningCertificates',
  send: ({ iam }, question, options) => iam.send(new ListSigningCertificatesCommand(question), options),
  cursorOf: markerCursor,
})
