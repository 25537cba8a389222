import type { AccountFacts } from '#shared/facts/account.ts'
import { known, knownOr } from '#shared/facts/known.ts'
import type { Known } from '#shared/facts/known.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'
import type { Grants, Group, Role, User } from '#shared/facts/principal.ts'
import { accountIndexOf } from './account-index.ts'
import type { AccountIndex } from './account-index.ts'

/** One policy that applies to a principal, and by which way. */
export interface PrincipalPolicy {
  readonly name: string
  readonly arn?: string | undefined
  readonly through: 'inline' | 'attached' | 'group'
  readonly groupName?: string | undefined
  readonly document: PolicyDocument
}

export interface PrincipalPolicies {
  readonly policies: readonly PrincipalPolicy[]
  readonly boundary?: PrincipalPolicy | undefined
  /** Sentences: what applies to the principal and could not be read. With any of them the answer is only a part. */
  readonly missing: readonly string[]
}

interface Collected {
  readonly policies: PrincipalPolicy[]
  readonly missing: string[]
}

/** A reason is a sentence of its own elsewhere; here it ends one. */
const clause = (reason: string): string => reason.replace(/\.$/u, '')

const noteDefects = ({ document, name }: PrincipalPolicy, missing: string[]): void => {
  if (document.state === 'unreadable') missing.push(`Policy ${name} cannot be read: ${clause(document.reason)}.`)
  else
    for (const { index, reason } of document.malformed)
      missing.push(`Statement ${index} of policy ${name} cannot be evaluated: ${clause(reason)}.`)
}

const add = (policy: PrincipalPolicy, { policies, missing }: Collected): void => {
  policies.push(policy)
  noteDefects(policy, missing)
}

const collect = (grants: Grants, groupName: string | undefined, index: AccountIndex, into: Collected): void => {
  for (const { name, document } of grants.inlinePolicies)
    add({ name, arn: undefined, through: groupName === undefined ? 'inline' : 'group', groupName, document }, into)
  for (const { arn, name } of grants.attachedPolicies) {
    const document = index.policies.get(arn)?.document
    if (document === undefined) into.missing.push(`Policy ${arn} is attached, but its document is not in the evidence.`)
    else add({ name, arn, through: groupName === undefined ? 'attached' : 'group', groupName, document }, into)
  }
}

const boundaryOf = (grants: Grants, index: AccountIndex, missing: string[]): PrincipalPolicy | undefined => {
  const arn = grants.permissionsBoundaryArn
  if (arn === undefined) return undefined
  const policy = index.policies.get(arn)
  if (policy === undefined) {
    missing.push(`Permissions boundary ${arn} is set, but its document is not in the evidence.`)
    return undefined
  }
  const boundary: PrincipalPolicy = { name: policy.name, arn, document: policy.document, through: 'attached' }
  noteDefects(boundary, missing)
  return boundary
}

const grantsOf = (principal: User | Role): Known<Grants> =>
  principal.kind === 'user' ? principal.grants : known(principal.grants)

const collectGroups = (user: User, index: AccountIndex, into: Collected): void => {
  if (user.groupNames.state === 'unknown') {
    into.missing.push(`The groups of ${user.name} are not known: ${clause(user.groupNames.reason)}.`)
    return
  }
  for (const name of user.groupNames.value) {
    const group = index.groups.get(name)
    if (group === undefined) into.missing.push(`Group ${name} is not in the evidence.`)
    else collect(group.grants, name, index, into)
  }
}

/** Inline, attached and group policies with their documents. Unknown only if the evidence has no grants of the principal at all. */
export const policiesOfPrincipal = (principal: User | Role, account: AccountFacts): Known<PrincipalPolicies> => {
  const grants = grantsOf(principal)
  if (grants.state === 'unknown') return grants
  const index = accountIndexOf(account)
  const into: Collected = { policies: [], missing: [] }
  collect(grants.value, undefined, index, into)
  if (principal.kind === 'user') collectGroups(principal, index, into)
  const boundary = boundaryOf(grants.value, index, into.missing)
  return known({ policies: into.policies, boundary, missing: into.missing })
}

/** Groups of a user that the evidence has. */
export const groupsOfUser = (user: User, account: AccountFacts): readonly Group[] =>
  knownOr(user.groupNames, []).flatMap((name) => accountIndexOf(account).groups.get(name) ?? [])
