import { known, unknownFact } from '#shared/facts/known.ts'
import { centralRootManagementOff } from '#shared/rules/root/central-root-management-off.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, account } from '#test/support/facts.ts'

const inOrganization = (managementAccountId: string) =>
  known({ id: 'o-1', arn: 'arn', managementAccountId, allFeatures: true })
const features = (rootCredentialsManagement: boolean) =>
  known({ rootSessions: !rootCredentialsManagement, rootCredentialsManagement })

describeRule(centralRootManagementOff, {
  now: '2026-04-01',
  pass: [['on', account({ organization: inOrganization(ACCOUNT), organizationFeatures: features(true) })]],
  fail: [
    [
      'off',
      account({ organization: inOrganization(ACCOUNT), organizationFeatures: features(false) }),
      'Central management of root credentials (RootCredentialsManagement) is off in the organization.',
    ],
    [
      'off, seen by the delegated administrator',
      account({ organization: inOrganization('222222222222'), organizationFeatures: features(false) }),
      'Central management of root credentials (RootCredentialsManagement) is off in the organization.',
    ],
  ],
  unknown: [
    [
      'trap 25: an error is not a pass',
      account({ organization: inOrganization(ACCOUNT), organizationFeatures: unknownFact('ServiceAccessNotEnabled') }),
      'ServiceAccessNotEnabled',
    ],
    [
      'nothing known',
      account({ organization: unknownFact('denied'), organizationFeatures: unknownFact('denied too') }),
      'denied too',
    ],
  ],
  notApplicable: [
    ['in no organization', account({ organizationFeatures: unknownFact('OrganizationNotFound') })],
    [
      'a member cannot ask',
      account({
        organization: inOrganization('222222222222'),
        organizationFeatures: unknownFact('AccountNotManagementOrDelegatedAdministrator'),
      }),
    ],
  ],
})
