import type { AccountFacts } from '#shared/facts/account.ts'
import { type Known, known, mapKnown } from '#shared/facts/known.ts'
import type { Role } from '#shared/facts/principal.ts'
import { OWN } from '#shared/permissions/named-owners.ts'
import { type TrustGrant, trustGrantsOf } from '#shared/permissions/trust.ts'

const ownOrganizationOf = ({ organization }: AccountFacts): Known<string | undefined> =>
  mapKnown(organization, (own) => (own === 'none' ? undefined : own.id))

const organizationsAskedBy = ({ conditions }: TrustGrant): readonly (readonly string[])[] =>
  conditions.callers.filter((callers) => callers.of === 'organization').map(({ ids }) => ids)

/** A condition of the grant asks for members of the account's own organization. */
export const isForOwnOrganization = (grant: TrustGrant, account: AccountFacts): boolean => {
  const own = ownOrganizationOf(account)
  const isOwn = (id: string): boolean => id === OWN || (own.state === 'known' && id === own.value)
  return organizationsAskedBy(grant).some((ids) => ids.every(isOwn))
}

/** A wildcard that conditions narrow to organizations, and to no accounts. */
const letsOrganizationsIn = ({ party, conditions }: TrustGrant): boolean =>
  (party.kind === 'anyone' || party.kind === 'everyone-but') &&
  conditions.callers.length > 0 &&
  conditions.callers.every(({ of }) => of === 'organization')

export const namesOrganization = (role: Role): boolean => trustGrantsOf(role).some(letsOrganizationsIn)

/** Organizations other than the account's own of which every account may come in. Unknown where one is named and the own one is not known. */
export const otherOrganizationsOf = (role: Role, account: AccountFacts): Known<readonly string[]> => {
  const named = trustGrantsOf(role)
    .filter((grant) => letsOrganizationsIn(grant) && !isForOwnOrganization(grant, account))
    .flatMap((grant) => organizationsAskedBy(grant)[0] ?? [])
  if (named.length === 0) return known([])
  return mapKnown(ownOrganizationOf(account), (own) => [...new Set(named)].filter((id) => id !== own && id !== OWN))
}
