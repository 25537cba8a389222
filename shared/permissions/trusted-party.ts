import { parseArn } from '#shared/facts/arn.ts'
import type { PrincipalElement } from '#shared/facts/policy.ts'

/** Who a trust policy lets in. */
export type TrustedParty =
  | { readonly kind: 'anyone' }
  /** Everybody in the account whom its own administrators allow. */
  | { readonly kind: 'account'; readonly accountId: string }
  | {
      readonly kind: 'principal'
      readonly type: 'user' | 'role' | 'session' | 'other'
      readonly arn: string
      readonly accountId: string
    }
  /** IAM shows the unique id where the user or role of a trust was deleted. */
  | { readonly kind: 'deleted-principal'; readonly id: string }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'saml'; readonly providerArn: string }
  | { readonly kind: 'oidc'; readonly provider: string; readonly issuer: string }
  | { readonly kind: 'canonical-user'; readonly id: string }
  /** NotPrincipal with Allow: everybody but these. */
  | { readonly kind: 'everyone-but'; readonly principals: readonly string[] }
  | { readonly kind: 'unreadable'; readonly text: string }

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
const UNIQUE_ID = /^(?:AIDA|AROA|ANPA|AGPA|ASCA|AIPA|ASIA|AKIA)[A-Z0-9]{4,}(?::.*)?$/u

export const isDeletedPrincipalId = (text: string): boolean => UNIQUE_ID.test(text)

const typeOfResource = (resource: string): 'user' | 'role' | 'session' | 'other' => {
  if (resource.startsWith('user/')) return 'user'
  if (resource.startsWith('role/')) return 'role'
  return resource.startsWith('assumed-role/') || resource.startsWith('federated-user/') ? 'session' : 'other'
}

/** IAM refuses it in a trust policy; where evidence holds it all the same, it cannot mean less than everybody. */
const isRootOfEveryAccount = (text: string): boolean => /^arn:[^:]*:iam::\*+:root$/u.test(text)

const awsParty = (text: string): TrustedParty => {
  if (text === '*' || isRootOfEveryAccount(text)) return { kind: 'anyone' }
  if (/^\d{12}$/u.test(text)) return { kind: 'account', accountId: text }
  if (isDeletedPrincipalId(text)) return { kind: 'deleted-principal', id: text }
  const arn = parseArn(text)
  if (arn === undefined || arn.account === '') return { kind: 'unreadable', text }
  return arn.resource === 'root'
    ? { kind: 'account', accountId: arn.account }
    : { kind: 'principal', type: typeOfResource(arn.resource), arn: text, accountId: arn.account }
}

const federatedParty = (text: string): TrustedParty => {
  if (text === '*') return { kind: 'anyone' }
  const resource = parseArn(text)?.resource
  if (resource === undefined) return { kind: 'oidc', provider: text, issuer: text }
  if (resource.startsWith('saml-provider/')) return { kind: 'saml', providerArn: text }
  const issuer = /^oidc-provider\/(?<issuer>.+)$/u.exec(resource)?.groups?.['issuer']
  return issuer === undefined ? { kind: 'unreadable', text } : { kind: 'oidc', provider: text, issuer }
}

export const partiesOf = (principal: PrincipalElement): readonly TrustedParty[] => [
  ...(principal.anyone ? [{ kind: 'anyone' } as const] : []),
  ...principal.aws.map(awsParty),
  ...principal.service.map((service) => ({ kind: 'service', service }) as const),
  ...principal.federated.map(federatedParty),
  ...principal.canonicalUser.map((id) => ({ kind: 'canonical-user', id }) as const),
]

/** Every text of the element, for a NotPrincipal. */
export const textsOf = (principal: PrincipalElement): readonly string[] => [
  ...(principal.anyone ? ['*'] : []),
  ...principal.aws,
  ...principal.service,
  ...principal.federated,
  ...principal.canonicalUser,
]
