import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { roleUnused } from '#shared/rules/roles-and-trust/role-unused.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account, accountWithRoles, at, inlinePolicy, allow, neverUsed, role, used } from '#test/support/facts.ts'
import { accountTrust, MANAGEMENT } from '#test/support/trusts.ts'

const idle = { lastUsed: used('2025-06-01') }
const organization = known({ id: 'o-1', arn: 'arn', managementAccountId: MANAGEMENT, allFeatures: true })
const inOrganization = (more: Parameters<typeof role>[0]) => account({ organization, roles: known([role(more)]) })

describeRule(roleUnused, {
  now: '2026-04-01',
  pass: [
    ['used exactly at the limit', accountWithRoles(role({ lastUsed: used('2026-01-01') }))],
    [
      'trap 16: a denied call counts as use, this rule does not claim more',
      accountWithRoles(role({ lastUsed: used('2026-03-31') })),
    ],
  ],
  fail: [
    [
      'one millisecond over',
      accountWithRoles(role({ lastUsed: used('2025-12-31T23:59:59.999Z', { region: 'eu-central-1' }) })),
      'Role app is unused (last used 2025-12-31 in eu-central-1, made 2025-01-01); the limit is 90 days.',
    ],
    [
      'trap 1: never used, and old enough',
      accountWithRoles(role({ lastUsed: neverUsed, createdAt: at('2025-12-31') })),
      'Role app is unused (no use recorded in the last 400 days, made 2025-12-31); the limit is 90 days.',
    ],
    [
      'trap 12: an AWS word in a name or path of the customer’s does not excuse',
      accountWithRoles(role({ name: 'AWSReservedSSO_mine', path: '/aws/', ...idle })),
      'Role AWSReservedSSO_mine is unused (last used 2025-06-01, made 2025-01-01); the limit is 90 days.',
    ],
    [
      'trap 13: Control Tower’s name on a role that trusts somebody else',
      inOrganization({ name: 'AWSControlTowerExecution', trustPolicy: accountTrust('222222222222'), ...idle }),
      'Role AWSControlTowerExecution is unused (last used 2025-06-01, made 2025-01-01); the limit is 90 days.',
    ],
    [
      'a break-glass tag that says false',
      accountWithRoles(role({ tags: [{ key: 'break-glass', value: 'false' }], ...idle })),
      'Role app is unused (last used 2025-06-01, made 2025-01-01); the limit is 90 days.',
    ],
  ],
  unknown: [
    ['roles not read', account({ roles: unknownFact('no authorization details') }), 'no authorization details'],
    ['last use not told', accountWithRoles(role({ lastUsed: unknownFact('not in this file') })), 'not in this file'],
  ],
  notApplicable: [
    ['trap 15: made today', accountWithRoles(role({ lastUsed: neverUsed, createdAt: at('2026-04-01') }))],
    [
      'trap 15: exactly as old as the limit',
      accountWithRoles(role({ lastUsed: neverUsed, createdAt: at('2026-01-01') })),
    ],
    [
      'trap 13: service-linked',
      accountWithRoles(
        role({ name: 'AWSServiceRoleForSupport', path: '/aws-service-role/support.amazonaws.com/', ...idle }),
      ),
    ],
    [
      'trap 13: Identity Center',
      accountWithRoles(
        role({
          name: 'AWSReservedSSO_Admin_0123456789abcdef',
          path: '/aws-reserved/sso.amazonaws.com/eu-central-1/',
          ...idle,
        }),
      ),
    ],
    [
      'trap 13: Control Tower, trusting the management account',
      inOrganization({ name: 'AWSControlTowerExecution', trustPolicy: accountTrust(MANAGEMENT), ...idle }),
    ],
    [
      'trap 13: StackSets of the organization',
      inOrganization({
        name: 'stacksets-exec-0123456789abcdef0123456789abcdef',
        trustPolicy: accountTrust(MANAGEMENT),
        ...idle,
      }),
    ],
    ['trap 13: AFT', inOrganization({ name: 'AWSAFTExecution', trustPolicy: accountTrust(MANAGEMENT), ...idle })],
    [
      'trap 14: break-glass by its tag',
      accountWithRoles(role({ tags: [{ key: 'Break-Glass', value: 'yes' }], ...idle })),
    ],
  ],
})

test('trap 14: break-glass by its identity class', () => {
  const facts = accountWithRoles(role({ path: '/emergency/', ...idle }))
  const configuration = {
    ...defaultConfiguration,
    identityClasses: [{ name: 'break-glass', match: [{ path: '/emergency/*' }] }],
  }
  const [evaluation] = roleUnused.run(facts, { now: at('2026-04-01'), configuration })
  expect(evaluation?.outcome).toEqual({ status: 'not-applicable', reason: 'a break-glass role is meant to be idle' })
})

test('the commands delete exactly this role, quoted', () => {
  const hostile = role({
    name: "a'; rm -rf x",
    ...idle,
    grants: {
      inlinePolicies: [inlinePolicy('--p', allow('s3:GetObject'))],
      attachedPolicies: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', name: 'ReadOnlyAccess' }],
    },
  })
  const [evaluation] = roleUnused.run(accountWithRoles(hostile), {
    now: at('2026-04-01'),
    configuration: defaultConfiguration,
  })
  expect(evaluation?.commands.slice(1)).toEqual([
    `aws iam detach-role-policy --role-name 'a'\\''; rm -rf x' --policy-arn arn:aws:iam::aws:policy/ReadOnlyAccess`,
    `aws iam delete-role-policy --role-name 'a'\\''; rm -rf x' --policy-name='--p'`,
    `aws iam delete-role --role-name 'a'\\''; rm -rf x'`,
  ])
})
