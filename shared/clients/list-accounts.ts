import { type Account, ListAccountsCommand } from '@aws-sdk/client-organizations'
import type { OrganizationsClient } from '@aws-sdk/client-organizations'
import { AwsCallError, type Failure } from './failure.ts'
import { readPages, tokenCursor } from './pages.ts'

export const actions = ['organizations:ListAccounts']

export interface ListedAccounts {
  readonly accounts: readonly Account[]
  /** The list ended before its end, and AWS gave no error: what was read is kept. */
  readonly cutShort: Failure | undefined
}

/** Faults of the list itself; a call that fails is tried again as a whole. */
const LIST_FAULTS: ReadonlySet<string> = new Set(['TruncatedWithoutMarker', 'MarkerRepeated', 'TooManyPages'])

/**
 * All accounts, one page after the other: Organizations refuses calls that come at once. Twenty a page at most, and an empty page may have
 * one after it (API reference, ListAccounts).
 */
export const listAccounts = async (organizations: OrganizationsClient): Promise<ListedAccounts> => {
  const { pages, cutShort } = await readPages(
    (marker) => organizations.send(new ListAccountsCommand(marker === undefined ? {} : { NextToken: marker })),
    ({ NextToken }) => tokenCursor(NextToken),
  )
  if (cutShort !== undefined && !LIST_FAULTS.has(cutShort.code)) {
    const advice = 'Run the auditor in the management account, or register its account as a delegated administrator.'
    throw new AwsCallError(
      cutShort,
      `The organization’s accounts could not be listed (${cutShort.code}): ${cutShort.reason} ${advice}`,
    )
  }
  return { accounts: pages.flatMap(({ Accounts = [] }) => Accounts), cutShort }
}
