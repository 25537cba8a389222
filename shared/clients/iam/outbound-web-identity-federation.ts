import { GetOutboundWebIdentityFederationInfoCommand } from '@aws-sdk/client-iam'
import { answerSource } from '../bulk-source.ts'

export const actions = ['iam:GetOutboundWebIdentityFederationInfo']

/** An account that never turned it on answers FeatureDisabled: that error, recorded, is the evidence. */
export const outboundWebIdentityFederation = answerSource(
  { evidence: 'outbound-web-identity-federation', call: 'iam:GetOutboundWebIdentityFederationInfo' },
  ({ iam }, options) => iam.send(new GetOutboundWebIdentityFederationInfoCommand({}), options),
)
