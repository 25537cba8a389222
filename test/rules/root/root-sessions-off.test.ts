import { known, unknownFact } from '#shared/facts/known.ts'
import { rootSessionsOff } from '#shared/rules/root/root-sessions-off.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, account } from '#test/support/facts.ts'

const inOrganization = (managementAccountId: string) =>
  known({ id: 'o-1', arn: 'arn', managementAccountId, allFeatures: true })
const features = (rootSessions: boolean) => known({ rootCredentialsManagement: !rootSessions, rootSessions })

describeRule(rootSessionsOff, {
  now: '2026-04-01',
  pass: [['on', account({ organization: inOrganization(ACCOUNT), organizationFeatures: features(true) })]],
  fail: [
    [
      'off',
      account({ organization: inOrganization(ACCOUNT), organizationFeatures: features(false) }),
      'Privileged root sessions (RootSessions) are off in the organization.',
    ],
    [
      'off, seen by the delegated administrator',
      account({ organization: inOrganization('222222222222'), organizationFeatures: features(false) }),
      'Privileged root sessions (RootSessions) are off in the organization.',
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
