import * as z from 'zod/mini'
import { known, unknownFact } from '#shared/facts/known.ts'
import { sortedUnique } from '#shared/facts/order.ts'
import type { OidcProvider, SamlProvider } from '#shared/facts/settings.ts'
import { optionalText, parseListAnswer } from './list-answer.ts'
import { anyInstant, optionalDate, pastInstant, whereOf } from './reading.ts'

const afterProvider = (arn: string): string => arn.slice(arn.indexOf('-provider/') + '-provider/'.length)

export const parseSamlProviders = parseListAnswer({
  source: 'saml-providers',
  listKey: 'SAMLProviderList',
  item: z.object({ Arn: z.string(), CreateDate: optionalText, ValidUntil: optionalText }),
  toFact: ({ Arn, CreateDate, ValidUntil }, { reading, place }): SamlProvider => {
    const createdAt = CreateDate ? optionalDate(pastInstant(reading, CreateDate, 'CreateDate', place)) : undefined
    return {
      kind: 'saml-provider',
      arn: Arn,
      name: afterProvider(Arn),
      ...(createdAt && { createdAt }),
      validUntil: ValidUntil
        ? anyInstant(reading, ValidUntil, 'ValidUntil', place)
        : unknownFact(`${whereOf(reading, place)} has no ValidUntil.`),
    }
  },
})

/** ListOpenIDConnectProviders answers ARNs only; client ids stand beside them where GetOpenIDConnectProvider was asked. */
export const parseOidcProviders = parseListAnswer({
  source: 'open-id-connect-providers',
  listKey: 'OpenIDConnectProviderList',
  item: z.object({ Arn: z.string(), ClientIDList: z.nullish(z.array(z.string())), CreateDate: optionalText }),
  toFact: ({ Arn, ClientIDList, CreateDate }, { reading, place }): OidcProvider => {
    const createdAt = CreateDate ? optionalDate(pastInstant(reading, CreateDate, 'CreateDate', place)) : undefined
    return {
      kind: 'oidc-provider',
      arn: Arn,
      issuer: afterProvider(Arn),
      clientIds: ClientIDList
        ? known(sortedUnique(ClientIDList))
        : unknownFact(`${whereOf(reading, place)} has no ClientIDList (iam:GetOpenIDConnectProvider was not asked).`),
      ...(createdAt && { createdAt }),
    }
  },
})
