import type { AccountFacts } from '#shared/facts/account.ts'
import { knownOr } from '#shared/facts/known.ts'
import type { Role } from '#shared/facts/principal.ts'
import { trustGrantsOf } from '#shared/permissions/trust.ts'

/** What made the role; a role of this kind is as it should be, however strong and however idle it is. */
export type ExpectedRole = 'service-linked' | 'identity-center' | 'control-tower' | 'stack-sets' | 'account-factory'

/** Whole names, never a part of one. */
const NAMES: ReadonlyMap<string, ExpectedRole> = new Map([
  ['AWSControlTowerExecution', 'control-tower'],
  ['AWSControlTowerAdmin', 'control-tower'],
  ['AWSControlTowerStackSetRole', 'control-tower'],
  ['AWSControlTowerCloudTrailRole', 'control-tower'],
  ['AWSControlTowerConfigAggregatorRoleForOrganizations', 'control-tower'],
  ['aws-controltower-AdministratorExecutionRole', 'control-tower'],
  ['aws-controltower-AuditAdministratorRole', 'control-tower'],
  ['aws-controltower-AuditReadOnlyRole', 'control-tower'],
  ['aws-controltower-ConfigRecorderRole', 'control-tower'],
  ['aws-controltower-ForwardSnsNotificationRole', 'control-tower'],
  ['aws-controltower-ReadOnlyExecutionRole', 'control-tower'],
  ['AWSCloudFormationStackSetAdministrationRole', 'stack-sets'],
  ['AWSCloudFormationStackSetExecutionRole', 'stack-sets'],
  ['AWSAFTAdmin', 'account-factory'],
  ['AWSAFTExecution', 'account-factory'],
  ['AWSAFTService', 'account-factory'],
  ['OrganizationAccountAccessRole', 'account-factory'],
])

/** Of service-managed stack sets: `stacksets-exec-` and 32 hexadecimal digits. */
const STACK_SET_EXECUTION = /^stacksets-exec-[0-9a-f]{32}$/u

const byName = (name: string): ExpectedRole | undefined =>
  NAMES.get(name) ?? (STACK_SET_EXECUTION.test(name) ? 'stack-sets' : undefined)

/** A name can be given to any role, so its trust has to fit too: AWS services, the own account, the organization's accounts. */
const isTrustedInside = (role: Role, account: AccountFacts): boolean => {
  const organization = knownOr(account.organization, undefined)
  const inside = new Set([
    knownOr(account.id, ''),
    ...(organization === undefined || organization === 'none' ? [] : [organization.managementAccountId]),
    ...knownOr(account.organizationAccounts, []).map(({ id }) => id),
  ])
  const grants = trustGrantsOf(role)
  return (
    grants.length > 0 &&
    grants.every(
      ({ party }) =>
        party.kind === 'service' ||
        ((party.kind === 'account' || party.kind === 'principal') && inside.has(party.accountId)),
    )
  )
}

/** By path where only AWS can make a role, else by its whole name and its trust. */
export const expectedRoleOf = (role: Role, account: AccountFacts): ExpectedRole | undefined => {
  if (role.path.startsWith('/aws-service-role/')) return 'service-linked'
  if (role.path.startsWith('/aws-reserved/sso.amazonaws.com/') && role.name.startsWith('AWSReservedSSO_')) {
    return 'identity-center'
  }
  const expected = byName(role.name)
  return expected !== undefined && isTrustedInside(role, account) ? expected : undefined
}

const WORDS: Readonly<Record<ExpectedRole, string>> = {
  'service-linked': 'a service-linked role is made and kept by its service',
  'identity-center': 'the role belongs to an IAM Identity Center permission set',
  'control-tower': 'the role belongs to AWS Control Tower',
  'stack-sets': 'the role belongs to CloudFormation StackSets',
  'account-factory': 'the role belongs to the account factory',
}

export const expectedRoleReason = (role: Role, account: AccountFacts): string | undefined => {
  const expected = expectedRoleOf(role, account)
  return expected === undefined ? undefined : WORDS[expected]
}
