import { ListDelegationRequestsCommand } from '@aws-sdk/client-iam'
import { pagedSource } from '../bulk-source.ts'

export const actions = ['iam:ListDelegationRequests']

export const delegationRequests = pagedSource(
  { evidence: 'delegation-requests', call: 'iam:ListDelegationRequests' },
  ({ iam }, marker, options) => iam.send(new ListDelegationRequestsCommand({ ...marker }), options),
  // Lower case in this one answer of IAM (SDK model, ListDelegationRequestsResponse).
  (page) => ({ more: page.isTruncated === true, next: page.Marker }),
)
