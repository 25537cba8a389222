import type { AccountFacts } from '#shared/facts/account.ts'
import { known, unknownFact } from '#shared/facts/known.ts'
import type { Rule } from '#shared/rules/rule.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, account } from '#test/support/facts.ts'

const inOrganization = (managementAccountId: string) =>
  known({ id: 'o-1', arn: 'arn', managementAccountId, allFeatures: true })

/** Holds a rule to one of the organization's features of root access; the other one always says the opposite. */
export const describeOrganizationFeature = (
  rule: Rule,
  feature: 'rootSessions' | 'rootCredentialsManagement',
  message: string,
): void => {
  const seenBy = (managementAccountId: string, on: boolean): AccountFacts => {
    const features = { rootSessions: !on, rootCredentialsManagement: !on, [feature]: on }
    return account({ organization: inOrganization(managementAccountId), organizationFeatures: known(features) })
  }
  describeRule(rule, {
    now: '2026-04-01',
    pass: [['on', seenBy(ACCOUNT, true)]],
    fail: [
      ['off', seenBy(ACCOUNT, false), message],
      ['off, seen by the delegated administrator', seenBy('222222222222', false), message],
    ],
    unknown: [
      [
        'trap 25: an error is not a pass',
        account({
          organization: inOrganization(ACCOUNT),
          organizationFeatures: unknownFact('ServiceAccessNotEnabled'),
        }),
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
}
