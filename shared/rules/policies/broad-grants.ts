import type { AccountFacts } from '#shared/facts/account.ts'
import { matchesGlob } from '#shared/facts/glob.ts'
import { knownOr } from '#shared/facts/known.ts'
import type { Statement } from '#shared/facts/policy.ts'
import { adminStatementsOf, denialsOf, grantsOn } from '#shared/permissions/policy-scan.ts'
import { notApplicable, type NotApplicable } from '../outcome.ts'
import { type PolicyInPlace, whyNotJudged } from './policies-in-place.ts'

/** A statement that allows an action on everything it can act on. */
export interface BroadGrant {
  readonly action: string
  readonly statement: Statement
  readonly conditional: boolean
}

const covers = ({ resources, notResources }: Statement, probes: readonly string[]): boolean =>
  resources !== undefined
    ? resources.some((pattern) => probes.every((probe) => matchesGlob(pattern, probe)))
    : notResources?.every((pattern) => probes.every((probe) => !matchesGlob(pattern, probe))) === true

/**
 * Statements that allow one of the actions on every resource of a kind: `*`, and also `arn:…:role/*`. `probes` are two unlike
 * resources of that kind: what matches both matches all. What the same document denies on all of them is none.
 */
export const broadGrantsOf = (
  { document }: PolicyInPlace,
  actions: readonly string[],
  probes: readonly string[],
): readonly BroadGrant[] =>
  actions.flatMap((action) => {
    const grants = grantsOn(document, action).filter(({ statement }) => covers(statement, probes))
    const isDenied = grants.length > 0 && denialsOf(document, action).some((deny) => covers(deny, probes))
    return isDenied ? [] : grants.map(({ statement, conditional }) => ({ action, statement, conditional }))
  })

const arnOf = (account: AccountFacts, service: string, region: string, resource: string): string =>
  `arn:${account.partition}:${service}:${region}:${knownOr(account.id, '000000000000')}:${resource}`

export const anyRoleOf = (account: AccountFacts): readonly string[] => [
  arnOf(account, 'iam', '', 'role/a'),
  arnOf(account, 'iam', '', 'role/path/Z9'),
]
export const anyKeyOf = (account: AccountFacts): readonly string[] => [
  arnOf(account, 'kms', 'region-one-1', 'key/a'),
  arnOf(account, 'kms', 'region-two-2', 'key/Z9'),
]
export const anyTrailOf = (account: AccountFacts): readonly string[] => [
  arnOf(account, 'cloudtrail', 'region-one-1', 'trail/a'),
  arnOf(account, 'cloudtrail', 'region-two-2', 'trail/Z9'),
]

export const statementLabel = ({ index, sid }: Statement): string =>
  sid === undefined || sid === '' ? `Statement[${index}]` : `statement ${sid}`

/** One finding is enough for a policy that allows everything: the narrower rules leave it to the rule on that. */
export const whyNotJudgedInDetail = (policy: PolicyInPlace): NotApplicable | undefined =>
  whyNotJudged(policy) ??
  (adminStatementsOf(policy.document).length > 0
    ? notApplicable('the policy allows everything, which is a finding of its own')
    : undefined)
