import { GetOpenIDConnectProviderCommand, ListOpenIDConnectProvidersCommand } from '@aws-sdk/client-iam'
import type { BulkSource } from '../bulk-source.ts'
import type { Collection } from '../collection.ts'

export const actions = ['iam:ListOpenIDConnectProviders', 'iam:GetOpenIDConnectProvider']

const evidence = 'open-id-connect-providers'

const withDetails = async (collection: Collection, arn: string | undefined) => {
  const details = await collection.attempt({ call: 'iam:GetOpenIDConnectProvider', evidence }, (options) =>
    collection.clients.iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }), options),
  )
  return { Arn: arn, ...details }
}

/** The list has ARNs only; each provider's audiences are asked for and written beside its ARN. */
export const openIdConnectProviders: BulkSource = {
  evidence,
  scope: 'account',
  collect: async (collection) => {
    const list = await collection.attempt({ call: 'iam:ListOpenIDConnectProviders', evidence }, (options) =>
      collection.clients.iam.send(new ListOpenIDConnectProvidersCommand({}), options),
    )
    if (list === undefined) return
    const providers = list.OpenIDConnectProviderList ?? []
    const detailed = await Promise.all(providers.map(({ Arn }) => withDetails(collection, Arn)))
    collection.keep(evidence, { ...list, OpenIDConnectProviderList: detailed })
  },
}
