import { IAMClient } from '@aws-sdk/client-iam'
import type { STSClient } from '@aws-sdk/client-sts'
import { rootCredentials } from '#shared/clients/assume-root.ts'
import { clientConfigurationOf } from '#shared/clients/audit-clients.ts'
import type { Caller } from '#shared/clients/caller.ts'
import { failureOf } from '#shared/clients/failure.ts'
import { readRootCredentials } from '#shared/clients/root-credentials.ts'
import type { AccountFailure } from '#shared/organization/account-failure.ts'
import { cardRootOf } from '#shared/organization/card-root.ts'

/**
 * Of an account that could not be audited, what its root has: for that no role in the account is needed. Where that fails too, its reason
 * stands beside the first.
 */
export const withRoot = async (
  sts: STSClient,
  failure: AccountFailure,
  { partition }: Caller,
  region: string,
): Promise<AccountFailure> => {
  try {
    const credentials = await rootCredentials(sts, { accountId: failure.account, partition })
    const counts = await readRootCredentials(new IAMClient(clientConfigurationOf({ region, credentials })))
    return { ...failure, root: cardRootOf(counts) }
  } catch (error) {
    return { ...failure, reason: `${failure.reason} ${failureOf(error).reason}` }
  }
}
