import { GetOutboundWebIdentityFederationInfoCommand } from '@aws-sdk/client-iam'
import type { BulkSource } from '../bulk-source.ts'
import { failureOf } from '../failure.ts'

export const actions = ['iam:GetOutboundWebIdentityFederationInfo']

const evidence = 'outbound-web-identity-federation'
const place = { call: 'iam:GetOutboundWebIdentityFederationInfo', evidence } as const

/** Where it was never turned on IAM answers FeatureDisabled instead of `false` (API reference, this call's errors). */
export const outboundWebIdentityFederation: BulkSource = {
  evidence,
  scope: 'account',
  collect: async ({ ask, clients, keep, fail }) => {
    try {
      keep(
        evidence,
        await ask((options) => clients.iam.send(new GetOutboundWebIdentityFederationInfoCommand({}), options)),
      )
    } catch (error) {
      const failure = failureOf(error)
      if (failure.code === 'FeatureDisabled') keep(evidence, { JwtVendingEnabled: false })
      else fail(place, failure)
    }
  },
}
