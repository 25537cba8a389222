import { expect, test } from 'vitest'
import type { AccountFacts } from '#shared/facts/account.ts'
import { known, unknownFact } from '#shared/facts/known.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { trustOfUnknownOrganization } from '#shared/rules/roles-and-trust/trust-of-unknown-organization.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account, allow, at, document, inlinePolicy, role } from '#test/support/facts.ts'
import { accountTrust, anyoneTrust, MANAGEMENT, trust, unreadableTrust, when } from '#test/support/trusts.ts'

const OWN = known({ id: 'o-ownorg', arn: 'arn', managementAccountId: MANAGEMENT, allFeatures: true })
const trusting = (trustPolicy: ReturnType<typeof accountTrust>, more: Partial<AccountFacts> = {}) =>
  account({ roles: known([role({ trustPolicy })]), organization: OWN, ...more })
const orgId = (...ids: readonly string[]) => when('StringEquals', 'aws:PrincipalOrgID', ...ids)
const EVERYBODY = { anyone: true, aws: [], service: [], federated: [], canonicalUser: [] }

describeRule(trustOfUnknownOrganization, {
  now: '2026-04-01',
  configuration: {
    rules: new Map([['trust-of-unknown-organization', { parameters: { expected: ['o-partner'] } }]]),
  },
  pass: [
    ['its own', trusting(anyoneTrust(orgId('o-ownorg')))],
    [
      'its own, by a part of it',
      trusting(anyoneTrust(when('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-ownorg/r-1/ou-1/*'))),
    ],
    ['its own, by a variable', trusting(anyoneTrust(orgId('${aws:ResourceOrgID}')))],
    ['an expected one', trusting(anyoneTrust(orgId('o-ownorg', 'o-partner')))],
    [
      'its own as well: both conditions must hold',
      trusting(anyoneTrust(orgId('o-other'), when('StringLike', 'aws:PrincipalOrgPaths', 'o-ownorg/*'))),
    ],
  ],
  fail: [
    ['another', trusting(anyoneTrust(orgId('o-other'))), 'Role app trusts every account of organization o-other.'],
    [
      'its own and two others',
      trusting(anyoneTrust(orgId('o-ownorg', 'o-other', 'o-third'))),
      'Role app trusts every account of organizations o-other, o-third.',
    ],
    [
      'another, by its paths',
      trusting(trust({ anyone: true }, when('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-other/*'))),
      'Role app trusts every account of organization o-other.',
    ],
    [
      'everybody, but a Deny for all who are not of another',
      trusting(
        document(
          { actions: ['sts:AssumeRole'], principal: EVERYBODY },
          {
            effect: 'Deny',
            actions: ['sts:AssumeRole'],
            principal: EVERYBODY,
            conditions: [when('StringNotEquals', 'aws:PrincipalOrgID', 'o-other')],
          },
        ),
      ),
      'Role app trusts every account of organization o-other.',
    ],
    [
      'any, while the account is in none',
      trusting(anyoneTrust(orgId('o-ownorg')), { organization: known('none') }),
      'Role app trusts every account of organization o-ownorg.',
    ],
  ],
  unknown: [
    [
      'the own one is not known',
      trusting(anyoneTrust(orgId('o-ownorg')), { organization: unknownFact('denied') }),
      'whether the organization that role app trusts is the own one is not known: denied',
    ],
    ['unreadable', trusting(unreadableTrust), 'Trust policy of role app: Its encoding is broken.'],
  ],
  notApplicable: [
    ['a service', trusting(role().trustPolicy)],
    ['an account that must be of another organization', trusting(accountTrust('222222222222', orgId('o-other')))],
    [
      'one account of another',
      trusting(anyoneTrust(orgId('o-other'), when('StringEquals', 'aws:PrincipalAccount', '222222222222'))),
    ],
    [
      'every organization there is, which is anyone',
      trusting(anyoneTrust(when('StringLike', 'aws:PrincipalOrgID', 'o-*'))),
    ],
  ],
})

test('an administrator’s role makes it high', () => {
  const grants = { inlinePolicies: [inlinePolicy('all', allow('*'))], attachedPolicies: [] }
  const facts = account({
    roles: known([role({ trustPolicy: anyoneTrust(orgId('o-other')), grants })]),
    organization: OWN,
  })
  const [evaluation] = trustOfUnknownOrganization.run(facts, {
    now: at('2026-04-01'),
    configuration: defaultConfiguration,
  })
  expect(evaluation?.outcome).toMatchObject({
    severity: 'high',
    message: 'Role app trusts every account of organization o-other, and is an administrator.',
  })
})
