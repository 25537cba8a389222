import { GetAccountSummaryCommand, IAMClient } from '@aws-sdk/client-iam'
import { mockClient } from 'aws-sdk-client-mock'
import { expect, it } from 'vitest'
import { readRootCredentials } from '#shared/clients/root-credentials.ts'
import { cardRootOf } from '#shared/organization/card-root.ts'

const read = async (SummaryMap: Readonly<Record<string, number>> | undefined) => {
  const iam = new IAMClient({ region: 'us-east-1' })
  mockClient(iam)
    .on(GetAccountSummaryCommand)
    .resolves(SummaryMap === undefined ? {} : { SummaryMap })
  return cardRootOf(await readRootCredentials(iam))
}

it('tells each kind of credential by its number', async () => {
  const summary = {
    AccountPasswordPresent: 1,
    AccountAccessKeysPresent: 0,
    AccountSigningCertificatesPresent: 2,
    AccountMFAEnabled: 0,
  }
  expect(await read(summary)).toEqual({
    password: 'present',
    accessKeys: 'absent',
    signingCertificates: 'present',
    mfa: 'absent',
  })
})

it('what the summary does not say is not known, and never absent', async () => {
  const unknown = { password: 'unknown', accessKeys: 'unknown', signingCertificates: 'unknown', mfa: 'unknown' }
  expect(await read({ Users: 3 })).toEqual(unknown)
  expect(await read(undefined)).toEqual(unknown)
})
