import { expect, test } from 'vitest'
import type { AccountFacts } from '#shared/facts/account.ts'
import { known, unknownFact } from '#shared/facts/known.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { trustOfUnknownAccount } from '#shared/rules/roles-and-trust/trust-of-unknown-account.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, account, allow, at, document, inlinePolicy, role } from '#test/support/facts.ts'
import { accountTrust, anyoneTrust, MANAGEMENT, trust, unreadableTrust, when } from '#test/support/trusts.ts'

const STRANGER = '222222222222'
const member = (id: string, state = 'ACTIVE') => ({ id, name: id, state })
const organization = known({ id: 'o-1', arn: 'arn', managementAccountId: MANAGEMENT, allFeatures: true })
const admin = { inlinePolicies: [inlinePolicy('all', allow('*'))], attachedPolicies: [] }
const trusting = (
  trustPolicy: ReturnType<typeof accountTrust>,
  more: Partial<AccountFacts> = {},
  grants = role().grants,
) => account({ roles: known([role({ trustPolicy, grants })]), ...more })

describeRule(trustOfUnknownAccount, {
  now: '2026-04-01',
  configuration: { knownAccounts: ['333333333333'] },
  pass: [
    ['a service only', account({ roles: known([role()]) })],
    ['its own account', trusting(accountTrust(ACCOUNT))],
    [
      'a service that acts for its own account',
      trusting(trust({ service: ['states.amazonaws.com'] }, when('StringEquals', 'aws:SourceAccount', ACCOUNT))),
    ],
    [
      'anyone, of its own account and of a stranger’s role: nobody',
      trusting(
        anyoneTrust(
          when('StringEquals', 'aws:PrincipalAccount', ACCOUNT),
          when('ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${STRANGER}:role/x`),
        ),
      ),
    ],
    ['a configured one', trusting(accountTrust('333333333333'))],
    ['the management account', trusting(accountTrust(MANAGEMENT), { organization })],
    [
      'a member of the organization',
      trusting(accountTrust(STRANGER), { organization, organizationAccounts: known([member(STRANGER)]) }),
    ],
    [
      'whoever comes must be of the own organization, whose accounts a member is not told',
      trusting(accountTrust(STRANGER, when('StringEquals', 'aws:PrincipalOrgID', 'o-1')), {
        organization,
        organizationAccounts: unknownFact('denied'),
      }),
    ],
    [
      'a stranger who must be of the own account',
      trusting(accountTrust(STRANGER, when('StringEquals', 'aws:PrincipalAccount', ACCOUNT))),
    ],
  ],
  fail: [
    [
      'a stranger',
      trusting(accountTrust(STRANGER)),
      'Role app trusts account 222222222222 (outside), which is not known.',
    ],
    [
      'named by its number, twice, and another by a role',
      trusting(trust({ aws: [STRANGER, `arn:aws:iam::${STRANGER}:root`, 'arn:aws:iam::444444444444:role/x'] })),
      'Role app trusts accounts 222222222222 (outside), 444444444444 (outside), which are not known.',
    ],
    [
      'a service that acts for a stranger',
      trusting(
        trust({ service: ['states.amazonaws.com'] }, when('StringEquals', 'aws:SourceAccount', ACCOUNT, STRANGER)),
      ),
      'Role app trusts account 222222222222 (outside), which is not known.',
    ],
    [
      'anyone by the ARN of a stranger’s role',
      trusting(anyoneTrust(when('ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${STRANGER}:role/x`))),
      'Role app trusts account 222222222222 (outside), which is not known.',
    ],
    [
      'a stranger with an administrator’s role',
      trusting(accountTrust(STRANGER), {}, admin),
      'Role app trusts account 222222222222 (outside), which is not known, and is an administrator.',
    ],
    [
      'the organization’s accounts were not read',
      trusting(accountTrust(STRANGER), { organization, organizationAccounts: unknownFact('denied') }),
      'Role app trusts account 222222222222 (the organization’s accounts were not read), which is not known.',
    ],
    [
      'row 32: an account that the organization has closed',
      trusting(accountTrust(STRANGER), { organization, organizationAccounts: known([member(STRANGER, 'SUSPENDED')]) }),
      'Role app trusts account 222222222222 (SUSPENDED in the organization), which is not known.',
    ],
    [
      'a wildcard narrowed to an account',
      trusting(anyoneTrust(when('StringEquals', 'aws:PrincipalAccount', STRANGER))),
      'Role app trusts account 222222222222 (outside), which is not known.',
    ],
    [
      'a wildcard narrowed to a role of an account',
      trusting(anyoneTrust(when('ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${STRANGER}:role/deploy-*`))),
      'Role app trusts account 222222222222 (outside), which is not known.',
    ],
    [
      'everybody but one, narrowed to accounts',
      trusting(
        document({
          actions: ['sts:AssumeRole'],
          notPrincipal: {
            anyone: false,
            aws: ['arn:aws:iam::444444444444:user/x'],
            service: [],
            federated: [],
            canonicalUser: [],
          },
          conditions: [when('StringEquals', 'aws:PrincipalAccount', ACCOUNT, STRANGER)],
        }),
      ),
      'Role app trusts account 222222222222 (outside), which is not known.',
    ],
    [
      'one statement for the own organization, another for everybody of the account',
      trusting(
        document(
          ...[[when('StringEquals', 'aws:PrincipalOrgID', 'o-1')], []].map((conditions) => ({
            actions: ['sts:AssumeRole'],
            principal: { anyone: false, aws: [STRANGER], service: [], federated: [], canonicalUser: [] },
            conditions,
          })),
        ),
        { organization, organizationAccounts: known([]) },
      ),
      'Role app trusts account 222222222222 (outside), which is not known.',
    ],
  ],
  unknown: [['unreadable', trusting(unreadableTrust), 'Trust policy of role app: Its encoding is broken.']],
})

test('power and certainty decide how grave it is', () => {
  const severityOf = (facts: AccountFacts) => {
    const [evaluation] = trustOfUnknownAccount.run(facts, {
      now: at('2026-04-01'),
      configuration: defaultConfiguration,
    })
    return evaluation?.outcome.status === 'fail' ? evaluation.outcome.severity : undefined
  }
  const notTold = { organization, organizationAccounts: unknownFact('denied') }
  expect(severityOf(trusting(accountTrust(STRANGER), {}, admin))).toBe('high')
  expect(severityOf(trusting(accountTrust(STRANGER)))).toBe('medium')
  expect(severityOf(trusting(accountTrust(STRANGER), notTold, admin))).toBe('medium')
  expect(severityOf(trusting(accountTrust(STRANGER), notTold))).toBe('low')
})
