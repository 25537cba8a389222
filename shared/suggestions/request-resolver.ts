import { isInstanceProfilePass } from '#shared/catalogue/needs/passed-roles.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { parseArn } from '#shared/facts/arn.ts'
import { knownOr } from '#shared/facts/known.ts'
import type { ObservedRequest } from '#shared/facts/observed-request.ts'

export type ResolvedRequest =
  | { readonly state: 'resolved'; readonly request: ObservedRequest }
  /** The record names something that stands for the resource, and the evidence does not tell which. */
  | { readonly state: 'unresolved'; readonly request: ObservedRequest; readonly reason: string }

export type ResolveRequest = (request: ObservedRequest) => ResolvedRequest

interface Names {
  readonly arns: ReadonlySet<string>
  /** `role/app` → the ARN with its path. IAM keeps names unique in an account without regard to paths and case. */
  readonly byName: ReadonlyMap<string, string>
  readonly rolesByProfile: ReadonlyMap<string, string>
}

const namesOf = (account: AccountFacts): Names => {
  const users = knownOr(account.users, [])
  const roles = knownOr(account.roles, [])
  const entities = [...users, ...roles, ...knownOr(account.groups, [])]
  const profiles = roles.flatMap((role) => role.instanceProfiles.map((profile) => [profile, role.arn] as const))
  return {
    arns: new Set(entities.map(({ arn }) => arn)),
    byName: new Map(entities.map(({ kind, name, arn }) => [`${kind}/${name.toLowerCase()}`, arn])),
    rolesByProfile: new Map(profiles.flatMap(([{ arn, name }, role]) => [[arn, role] as const, [name, role] as const])),
  }
}

/** Parameters often hold a name where the policy is matched against the ARN with its path. */
const withPath = (resource: string, names: Names, accountId: string | undefined): string => {
  const arn = parseArn(resource)
  if (arn?.service !== 'iam' || names.arns.has(resource)) return resource
  if (accountId !== undefined && arn.account !== accountId) return resource
  const found = /^(user|role|group)\/([^/]+)$/u.exec(arn.resource)
  return names.byName.get(`${found?.[1]}/${found?.[2]?.toLowerCase()}`) ?? resource
}

const roleOfProfile = (resource: string, names: Names): string | undefined =>
  names.rolesByProfile.get(resource) ?? names.rolesByProfile.get(resource.slice(resource.lastIndexOf('/') + 1))

/** Names the resource that IAM is asked about where a record says it in another way: instance profiles, names without their path. */
export const requestResolver = (account: AccountFacts): ResolveRequest => {
  const names = namesOf(account)
  const accountId = knownOr(account.id, undefined)
  return (request) => {
    if (isInstanceProfilePass(request)) {
      const roles = request.resources.map((resource) => roleOfProfile(resource, names))
      const known = roles.filter((role) => role !== undefined)
      if (known.length === roles.length) return { state: 'resolved', request: { ...request, resources: known } }
      const reason = `Which role is in ${request.resources.join(', ')} is not in the evidence: add iam:PassRole on that role.`
      return { state: 'unresolved', request, reason }
    }
    if (!request.resources.some((resource) => resource.includes(':iam:'))) return { state: 'resolved', request }
    const resources = request.resources.map((resource) => withPath(resource, names, accountId))
    const same = resources.every((resource, at) => resource === request.resources[at])
    return { state: 'resolved', request: same ? request : { ...request, resources } }
  }
}
