import { GetAccountSummaryCommand, type IAMClient } from '@aws-sdk/client-iam'

export const actions = ['iam:GetAccountSummary']

/** What root of an account has; undefined where the summary does not say. */
export interface RootCounts {
  readonly passwords: number | undefined
  readonly accessKeys: number | undefined
  readonly signingCertificates: number | undefined
  readonly mfaDevices: number | undefined
}

/** The account's summary tells all of root's credentials in one call, and the task policy of a root session allows it. */
export const readRootCredentials = async (iam: IAMClient): Promise<RootCounts> => {
  const { SummaryMap = {} } = await iam.send(new GetAccountSummaryCommand({}))
  return {
    passwords: SummaryMap.AccountPasswordPresent,
    accessKeys: SummaryMap.AccountAccessKeysPresent,
    signingCertificates: SummaryMap.AccountSigningCertificatesPresent,
    mfaDevices: SummaryMap.AccountMFAEnabled,
  }
}
