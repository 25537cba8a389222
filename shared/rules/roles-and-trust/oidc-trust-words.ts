import type { Role } from '#shared/facts/principal.ts'
import { type OidcTrust, oidcTrustOf, type TrustGrant, trustGrantsOf } from '#shared/permissions/trust.ts'
import { restricts } from '#shared/permissions/trust-conditions.ts'

export interface OidcGrant {
  readonly grant: TrustGrant
  readonly trust: OidcTrust
}

export const oidcGrantsOf = (role: Role): readonly OidcGrant[] =>
  trustGrantsOf(role).flatMap((grant) => {
    const trust = oidcTrustOf(grant)
    return trust ? [{ grant, trust }] : []
  })

/** Claims that name a tenant or a repository by an id that is never given twice (GitHub documentation, OpenID Connect reference). */
const ID_CLAIMS: ReadonlySet<string> = new Set([
  'repository_id',
  'repository_owner_id',
  'enterprise_id',
  'project_id',
  'namespace_id',
])

const isIdClaim = (issuer: string, key: string): boolean => {
  const prefix = `${issuer}:`
  return key.startsWith(prefix) && ID_CLAIMS.has(key.slice(prefix.length))
}

/** True if the trust asks for a tenant by its id: that ids are compared is as good as a subject, and survives a rename. */
export const comparesIds = ({ grant, trust }: OidcGrant): boolean =>
  grant.conditions.required.some(
    (value) =>
      isIdClaim(trust.issuer, value.key.toLowerCase()) &&
      restricts(value) &&
      !(value.patterns && value.values.some((text) => /[*?]/u.test(text))),
  )

export const issuerName = ({ shared, issuer }: OidcTrust): string => (shared ? `${shared.name} (${issuer})` : issuer)

export const subjectWords = ({ subject }: OidcTrust): string => (subject?.values ?? []).join(', ')
