import { ListAccountsCommand } from '@aws-sdk/client-organizations'
import { pagedSource } from '../bulk-source.ts'
import { tokenCursor } from '../pages.ts'

export const actions = ['organizations:ListAccounts']

/** Twenty a page; a page may be empty and still have one after it. */
export const organizationAccounts = pagedSource(
  { evidence: 'organization-accounts', call: 'organizations:ListAccounts', scope: 'organization' },
  ({ organizations }, { Marker: NextToken }, options) =>
    organizations.send(new ListAccountsCommand(NextToken === undefined ? {} : { NextToken }), options),
  (page) => tokenCursor(page.NextToken),
)
