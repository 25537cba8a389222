import type { Role } from '#shared/facts/principal.ts'
import type { Judge } from './escalation-by-identity.ts'
import { searchTargets, unseen } from './escalation-search.ts'
import type { Candidate, Search } from './escalation-search.ts'
import { trustGrantsOf } from './trust.ts'

const ACTION = 'iam:UpdateSAMLProvider'

// AWS makes the provider of these roles, and nothing says whether it lets others change it.
const isOfIdentityCenter = ({ path }: Role): boolean => path.startsWith('/aws-reserved/sso.amazonaws.com/')

function* rolesOfProviders({ strong }: Search): Iterable<Candidate> {
  for (const role of strong.roles) {
    for (const { party } of trustGrantsOf(role)) {
      if (party.kind !== 'saml') continue
      yield {
        arn: role.arn,
        steps: [{ action: ACTION, resource: party.providerArn }],
        because: `${ACTION} is allowed on ${party.providerArn}, which role ${role.name} trusts, and the role can change permissions`,
        ...(isOfIdentityCenter(role) && { unless: 'whether AWS lets its own provider be changed' }),
      }
    }
  }
}

/** Whoever writes the metadata of a SAML provider signs in as everybody, with a key of one's own. */
export const samlProviderRewritten: Judge = (search) => {
  const complete = search.account.roles.state === 'known'
  return (
    searchTargets(rolesOfProviders(search), search) ??
    unseen(ACTION, 'role with more power that trusts a SAML provider', complete, search)
  )
}
