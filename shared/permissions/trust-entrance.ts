import type { Statement } from '#shared/facts/policy.ts'
import { matchesAction } from './action-pattern.ts'
import type { RequiredValue } from './trust-conditions.ts'
import type { TrustedParty } from './trusted-party.ts'

type Entrance = 'sts:AssumeRole' | 'sts:AssumeRoleWithSAML' | 'sts:AssumeRoleWithWebIdentity'

const ENTRANCES: Partial<Readonly<Record<TrustedParty['kind'], Entrance>>> = {
  account: 'sts:AssumeRole',
  principal: 'sts:AssumeRole',
  service: 'sts:AssumeRole',
  saml: 'sts:AssumeRoleWithSAML',
  oidc: 'sts:AssumeRoleWithWebIdentity',
}

/** Users, roles and services come in by one action, whoever a provider knows by its own. */
export const comesInBy = ({ kind }: TrustedParty, { actions }: Statement): boolean => {
  const entrance = ENTRANCES[kind]
  return entrance === undefined || actions === undefined || actions.some((action) => matchesAction(action, entrance))
}

const plain = (issuer: string): string => issuer.toLowerCase().replace(/\/+$/u, '')

/** The provider whose claims a condition key tells: `gitlab.com` of `gitlab.com:sub`, `saml` of `SAML:aud`. */
const providerOfKey = (key: string): string | undefined => {
  const provider = plain(key.split(':', 1).join())
  return provider === 'saml' || provider.includes('.') ? provider : undefined
}

const ownProvider = (party: TrustedParty): string | undefined => {
  if (party.kind === 'saml') return 'saml'
  return party.kind === 'oidc' ? plain(party.issuer) : undefined
}

/** True if the key tells a claim that whoever comes through this provider never has. */
export const isForeignKey = (party: TrustedParty, key: string): boolean => {
  const [own, provider] = [ownProvider(party), providerOfKey(key)]
  return own !== undefined && provider !== undefined && provider !== own
}

/** True if a claim of another provider is asked for: that lets nobody in through this one. */
export const lacksClaims = (party: TrustedParty, required: readonly RequiredValue[]): boolean =>
  required.some(({ key, optional }) => !optional && isForeignKey(party, key))
