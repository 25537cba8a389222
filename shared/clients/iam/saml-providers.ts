import { ListSAMLProvidersCommand } from '@aws-sdk/client-iam'
import { answerSource } from '../bulk-source.ts'

export const actions = ['iam:ListSAMLProviders']

export const samlProviders = answerSource(
  { evidence: 'saml-providers', call: 'iam:ListSAMLProviders' },
  ({ iam }, options) => iam.send(new ListSAMLProvidersCommand({}), options),
)
