import { ListServiceSpecificCredentialsCommand } from '@aws-sdk/client-iam'
import { pagedSource } from '../bulk-source.ts'
import { markerCursor } from '../pages.ts'

export const actions = ['iam:ListServiceSpecificCredentials']

/** Of all users at once: CodeCommit, Keyspaces, Bedrock and CloudWatch API keys, which the credential report leaves out. */
export const serviceSpecificCredentials = pagedSource(
  { evidence: 'service-specific-credentials', call: 'iam:ListServiceSpecificCredentials' },
  ({ iam }, marker, options) =>
    iam.send(new ListServiceSpecificCredentialsCommand({ AllUsers: true, MaxItems: 1000, ...marker }), options),
  markerCursor,
)
