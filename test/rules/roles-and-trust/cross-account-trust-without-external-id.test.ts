import { known } from '#shared/facts/known.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'
import { crossAccountTrustWithoutExternalId } from '#shared/rules/roles-and-trust/cross-account-trust-without-external-id.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account, role } from '#test/support/facts.ts'
import { accountTrust, trust, unreadableTrust, when } from '#test/support/trusts.ts'

const VENDOR = '222222222222'
const trusting = (trustPolicy: PolicyDocument, more = {}) => account({ roles: known([role({ trustPolicy })]), ...more })
const message = 'Role app trusts account 222222222222 without an external id or MFA (Statement[0] of its trust policy).'

describeRule(crossAccountTrustWithoutExternalId, {
  now: '2026-04-01',
  configuration: {
    knownAccounts: ['333333333333', '444444444444'],
    rules: new Map([['cross-account-trust-without-external-id', { parameters: { vendors: ['444444444444'] } }]]),
  },
  pass: [
    ['with an external id', trusting(accountTrust(VENDOR, when('StringEquals', 'sts:ExternalId', 'our-id')))],
    [
      'a service that acts for it, and could bring neither',
      trusting(trust({ service: ['states.amazonaws.com'] }, when('StringEquals', 'aws:SourceAccount', VENDOR))),
    ],
    ['with MFA', trusting(accountTrust(VENDOR, when('Bool', 'aws:MultiFactorAuthPresent', 'true')))],
  ],
  fail: [
    ['nothing', trusting(accountTrust(VENDOR)), message],
    [
      'a vendor who is known',
      trusting(accountTrust('444444444444')),
      'Role app trusts account 444444444444 without an external id or MFA (Statement[0] of its trust policy).',
    ],
    ['an external id of any value', trusting(accountTrust(VENDOR, when('StringLike', 'sts:ExternalId', '*'))), message],
    [
      'MFA if somebody likes',
      trusting(accountTrust(VENDOR, when('BoolIfExists', 'aws:MultiFactorAuthPresent', 'true'))),
      message,
    ],
    [
      'an external id that is forbidden, not asked for',
      trusting(accountTrust(VENDOR, when('StringNotEquals', 'sts:ExternalId', 'x'))),
      message,
    ],
  ],
  unknown: [['unreadable', trusting(unreadableTrust), 'Trust policy of role app: Its encoding is broken.']],
  notApplicable: [
    ['a service', account({ roles: known([role()]) })],
    ['an account of ours', trusting(accountTrust('333333333333'))],
    [
      'a member of the organization',
      trusting(accountTrust(VENDOR), { organizationAccounts: known([{ id: VENDOR, name: 'dev', state: 'ACTIVE' }]) }),
    ],
  ],
})
