import { ListServerCertificatesCommand } from '@aws-sdk/client-iam'
import { pagedSource } from '../bulk-source.ts'
import { markerCursor } from '../pages.ts'

export const actions = ['iam:ListServerCertificates']

export const serverCertificates = pagedSource(
  { evidence: 'server-certificates', call: 'iam:ListServerCertificates' },
  ({ iam }, marker, options) => iam.send(new ListServerCertificatesCommand({ MaxItems: 1000, ...marker }), options),
  markerCursor,
)
