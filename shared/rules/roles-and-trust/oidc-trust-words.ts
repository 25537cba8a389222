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
const ID_CLAIMS: ReadonlyMap<string, 'repository' | 'organization'> = new Map([
  ['repository_id', 'repository'],
  ['project_id', 'repository'],
  ['repository_owner_id', 'organization'],
  ['enterprise_id', 'organization'],
  ['namespace_id', 'organization'],
])

interface ComparedId {
  readonly of: 'repository' | 'organization'
  /** For people: claim and values. */
  readonly words: string
}

const comparedIds = ({ grant, trust }: OidcGrant): readonly ComparedId[] =>
  grant.conditions.required.flatMap((value) => {
    const prefix = `${trust.issuer}:`
    const key = value.key.toLowerCase()
    const claim = key.startsWith(prefix) ? key.slice(prefix.length) : ''
    const of = ID_CLAIMS.get(claim)
    const open = !restricts(value) || (value.patterns && value.values.some((text) => /[*?]/u.test(text)))
    return of === undefined || open ? [] : [{ of, words: `${claim} ${value.values.join(', ')}` }]
  })

/** True if the trust asks for a tenant by its id: that ids are compared is as good as a subject, and survives a rename. */
export const comparesIds = (grant: OidcGrant): boolean => comparedIds(grant).length > 0

/** The id that leaves the fewest in. */
export const narrowestId = (grant: OidcGrant): ComparedId | undefined => {
  const ids = comparedIds(grant)
  return ids.find(({ of }) => of === 'repository') ?? ids[0]
}

export const issuerName = ({ shared, issuer }: OidcTrust): string => (shared ? `${shared.name} (${issuer})` : issuer)

export const subjectWords = ({ subject }: OidcTrust): string => (subject?.values ?? []).join(', ')
