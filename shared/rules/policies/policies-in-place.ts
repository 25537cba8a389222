import type { AccountFacts } from '#shared/facts/account.ts'
import { type Known, known, knownOr } from '#shared/facts/known.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'
import type { Grants, Group, Role, User } from '#shared/facts/principal.ts'
import { awsCommand } from '../command.ts'
import { expectedRoleReason } from '../expected-role.ts'
import { type NotApplicable, notApplicable, type UnknownOutcome, unknown } from '../outcome.ts'
import { oncePerAccount } from '../once-per-account.ts'
import type { Unanswered } from '../rule.ts'
import { type StatedSubject, statedSubject, subjectOf } from '../subject.ts'
import { unanswered } from '../subjects-of.ts'
import { NO_GRANTS, usersWithGrantsOf } from './users-with-grants.ts'

/** A policy document where it stands: a customer-managed policy, an inline policy, or a role's trust policy. */
export interface PolicyInPlace extends StatedSubject {
  readonly place: 'managed' | 'inline' | 'trust'
  /** Whose inline policy it is. */
  readonly holder: 'user' | 'role' | 'group' | undefined
  readonly document: PolicyDocument
  /** For sentences: `Policy deploy`, `Inline policy s3 of user alice`. */
  readonly label: string
  /** Users, roles and groups that have it. A managed policy that only bounds permissions gives none. */
  readonly use: 'attached' | 'unattached' | 'boundary'
  /** Why what it gives is as it should be, for roles that AWS makes. */
  readonly expected: string | undefined
  /** Written when asked for: most policies pass. No getter: with one, each policy would be an object of its own shape. */
  readonly commands: () => readonly string[]
}

type Listed = readonly (PolicyInPlace | Unanswered)[]

const managedOf = (account: AccountFacts): Listed => {
  if (account.policies.state === 'unknown') return [unanswered(account, account.policies.reason)]
  return account.policies.value
    .filter(({ managedBy }) => managedBy === 'customer')
    .map((policy) => ({
      kind: 'stated',
      subject: subjectOf(policy, account),
      place: 'managed',
      holder: undefined,
      document: policy.document,
      label: `Policy ${policy.name}`,
      use:
        policy.attachmentCount > 0 ? 'attached' : policy.permissionsBoundaryUsageCount > 0 ? 'boundary' : 'unattached',
      expected: undefined,
      commands: () => [
        awsCommand('iam create-policy-version', {
          'policy-arn': policy.arn,
          'policy-document': 'file://policy.json',
          'set-as-default': true,
        }),
      ],
    }))
}

const inlineOf = (holder: User | Role | Group, grants: Grants, account: AccountFacts): readonly PolicyInPlace[] => {
  const expected = holder.kind === 'role' ? expectedRoleReason(holder, account) : undefined
  return grants.inlinePolicies.map(({ name, document }) => ({
    ...statedSubject({
      type: 'inline-policy',
      arn: holder.arn,
      name: `${holder.name}/${name}`,
      identity: `${holder.uniqueId ?? holder.arn}|inline-policy|${name}`,
      principalArn: holder.kind === 'group' ? undefined : holder.arn,
    }),
    place: 'inline',
    holder: holder.kind,
    document,
    label: `Inline policy ${name} of ${holder.kind} ${holder.name}`,
    use: 'attached',
    expected,
    commands: () => [
      awsCommand(`iam put-${holder.kind}-policy`, {
        [`${holder.kind}-name`]: holder.name,
        'policy-name': name,
        'policy-document': 'file://policy.json',
      }),
    ],
  }))
}

const inlineOfUsers = (account: AccountFacts): Listed =>
  usersWithGrantsOf(account).flatMap((user): Listed => {
    if (user.kind === 'unanswered') return [user]
    return inlineOf(user, knownOr(user.grants, NO_GRANTS), account)
  })

const inlineOfOthers = (
  list: Known<readonly (Role | Group)[]>,
  account: AccountFacts,
): readonly (PolicyInPlace | Unanswered)[] =>
  list.state === 'known'
    ? list.value.flatMap((holder) => inlineOf(holder, holder.grants, account))
    : [unanswered(account, list.reason)]

const trustOf = (role: Role): PolicyInPlace => ({
  ...statedSubject({
    type: 'trust-policy',
    arn: role.arn,
    name: role.name,
    identity: `${role.uniqueId}|trust-policy`,
    principalArn: role.arn,
  }),
  place: 'trust',
  holder: undefined,
  document: role.trustPolicy,
  label: `Trust policy of role ${role.name}`,
  use: 'attached',
  expected:
    role.path.startsWith('/aws-service-role/') || role.path.startsWith('/aws-reserved/')
      ? 'AWS writes the trust policies of these roles'
      : undefined,
  commands: () => [
    awsCommand('iam update-assume-role-policy', {
      'role-name': role.name,
      'policy-document': 'file://trust-policy.json',
    }),
  ],
})

/** Where a whole file is missing, users, groups, roles and policies all give the same reason: once is enough. */
const withoutRepeatedReasons = (listed: Listed): Listed => {
  const reasons = new Set<string>()
  return listed.filter((one) => {
    if (one.kind !== 'unanswered' || one.about.kind !== 'account') return true
    const isNew = !reasons.has(one.reason)
    reasons.add(one.reason)
    return isNew
  })
}

/** Customer-managed and inline policies; what AWS manages is AWS's to write. */
export const permissionPoliciesOf: (account: AccountFacts) => Listed = oncePerAccount((account) =>
  withoutRepeatedReasons([
    ...managedOf(account),
    ...inlineOfUsers(account),
    ...inlineOfOthers(account.groups, account),
    ...inlineOfOthers(account.roles, account),
  ]),
)

export const managedPoliciesOf: (account: AccountFacts) => Known<readonly PolicyInPlace[]> = oncePerAccount(
  (account) =>
    account.policies.state === 'unknown'
      ? account.policies
      : known(
          permissionPoliciesOf(account).flatMap((policy) =>
            'place' in policy && policy.place === 'managed' ? [policy] : [],
          ),
        ),
)

export const inlinePoliciesOf: (account: AccountFacts) => Listed = oncePerAccount((account) =>
  permissionPoliciesOf(account).filter((policy) =>
    policy.kind === 'unanswered'
      ? policy.about.kind !== 'account' || account.policies.state === 'known'
      : policy.place === 'inline',
  ),
)

/** With the trust policies of roles. */
export const allPoliciesOf: (account: AccountFacts) => Listed = oncePerAccount((account) => [
  ...permissionPoliciesOf(account),
  ...(account.roles.state === 'known' ? account.roles.value.map(trustOf) : []),
])

/** Policies that give nobody anything by themselves, or to whom what they give is meant. */
export const whyNotJudged = (policy: PolicyInPlace): NotApplicable | undefined => {
  if (policy.expected !== undefined) return notApplicable(policy.expected)
  return policy.use === 'boundary' ? notApplicable('the policy only bounds permissions') : undefined
}

/** What keeps a policy from passing: a statement that could not be read may give what was looked for. */
export const unreadPartOf = ({ document, label }: PolicyInPlace): UnknownOutcome | undefined => {
  if (document.state === 'unreadable') return unknown(`${label}: ${document.reason}`)
  const [first] = document.malformed
  return first && unknown(`${label}: ${first.reason}`)
}
