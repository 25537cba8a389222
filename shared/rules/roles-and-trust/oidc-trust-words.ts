import type { Role } from '#shared/facts/principal.ts'
import { type NamedByClaim, namedByClaims } from '#shared/permissions/oidc-claims.ts'
import { type OidcTrust, oidcTrustOf, type TrustGrant, trustGrantsOf } from '#shared/permissions/trust.ts'

export interface OidcGrant {
  readonly grant: TrustGrant
  readonly trust: OidcTrust
  /** What claims beside the subject name. */
  readonly claims: readonly NamedByClaim[]
}

export const oidcGrantsOf = (role: Role): readonly OidcGrant[] =>
  trustGrantsOf(role).flatMap((grant) => {
    const trust = oidcTrustOf(grant)
    return trust ? [{ grant, trust, claims: namedByClaims(grant, trust.issuer) }] : []
  })

/** True if the trust asks for a tenant by its id: that ids are compared is as good as a subject, and survives a rename. */
export const comparesIds = ({ claims }: OidcGrant): boolean => claims.some(({ byId }) => byId)

/** True if a claim beside the subject names the tenant, by id or by name. */
export const comparesTenant = ({ claims }: OidcGrant): boolean => claims.some(({ owner }) => owner)

export const issuerName = ({ shared, issuer }: OidcTrust): string => (shared ? `${shared.name} (${issuer})` : issuer)

export const subjectWords = ({ subject }: OidcTrust): string => (subject?.values ?? []).join(', ')
