import {
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListAccountsCommand,
  ListDelegatedAdministratorsCommand,
  ListDelegatedServicesForAccountCommand,
  ListPoliciesCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations'
import { failureOf } from '../failure.ts'
import type { PermissionProbe } from './permission-probe.ts'

export const actions = [
  'organizations:DescribeOrganization',
  'organizations:DescribePolicy',
  'organizations:ListAccounts',
  'organizations:ListDelegatedAdministrators',
  'organizations:ListDelegatedServicesForAccount',
  'organizations:ListPolicies',
]

const NOT_IN_USE = 'AWSOrganizationsNotInUse'

export const organizationsProbes: readonly PermissionProbe[] = [
  {
    action: 'organizations:DescribeOrganization',
    scope: 'account',
    answers: [NOT_IN_USE],
    send: ({ clients: { organizations } }) => organizations.send(new DescribeOrganizationCommand({})),
  },
  {
    action: 'organizations:ListAccounts',
    scope: 'organization',
    send: ({ clients: { organizations } }) => organizations.send(new ListAccountsCommand({ MaxResults: 1 })),
  },
  {
    action: 'organizations:ListPolicies',
    scope: 'organization',
    send: ({ clients: { organizations } }) =>
      organizations.send(new ListPoliciesCommand({ Filter: 'SERVICE_CONTROL_POLICY', MaxResults: 1 })),
  },
  {
    action: 'organizations:DescribePolicy',
    scope: 'organization',
    answers: ['PolicyNotFound'],
    // Every organization has this one, of AWS's own.
    send: ({ clients: { organizations } }) =>
      organizations.send(new DescribePolicyCommand({ PolicyId: 'p-FullAWSAccess' })),
  },
  {
    action: 'organizations:ListDelegatedAdministrators',
    scope: 'organization',
    send: ({ clients: { organizations } }) =>
      organizations.send(new ListDelegatedAdministratorsCommand({ MaxResults: 1 })),
  },
  {
    action: 'organizations:ListDelegatedServicesForAccount',
    scope: 'organization',
    answers: ['AccountNotRegistered', 'AccountNotFound'],
    send: ({ clients: { organizations }, accountId }) =>
      organizations.send(new ListDelegatedServicesForAccountCommand({ AccountId: accountId, MaxResults: 1 })),
  },
]

/** What the account is in its organization; `unknown` where nobody may say. */
export type OrganizationStanding = 'none' | 'member' | 'management' | 'unknown'

export const readOrganizationStanding = async (
  organizations: OrganizationsClient,
  accountId: string,
): Promise<OrganizationStanding> => {
  try {
    const { Organization } = await organizations.send(new DescribeOrganizationCommand({}))
    if (Organization?.MasterAccountId === undefined) return 'unknown'
    return Organization.MasterAccountId === accountId ? 'management' : 'member'
  } catch (error) {
    return failureOf(error).code === NOT_IN_USE ? 'none' : 'unknown'
  }
}
