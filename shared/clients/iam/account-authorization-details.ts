import { GetAccountAuthorizationDetailsCommand } from '@aws-sdk/client-iam'
import { pagedSource } from '../bulk-source.ts'
import { markerCursor } from '../pages.ts'

export const actions = ['iam:GetAccountAuthorizationDetails']

/** Users, groups, roles and policies with all that they grant; policy documents stay as they came, URL-encoded. */
export const accountAuthorizationDetails = pagedSource(
  { evidence: 'account-authorization-details', call: 'iam:GetAccountAuthorizationDetails' },
  ({ iam }, marker, options) =>
    iam.send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 1000, ...marker }), options),
  markerCursor,
)
