import type { AccountCard } from '#shared/organization/account-card.ts'
import { memberRootCredentials } from '#shared/organization/rules/member-root-credentials.ts'
import { describeOrganizationRule } from '#test/support/describe-organization-rule.ts'
import { cardOf, idOf, organizationFacts, organizationOf } from '#test/support/organization.ts'

const rootWith = (more: Partial<AccountCard['root']>): Partial<AccountCard> => ({
  root: { ...cardOf(idOf(2)).root, ...more },
})

describeOrganizationRule(memberRootCredentials, [
  { name: 'nothing left', facts: organizationFacts(2), told: [] },
  {
    name: 'a password left',
    facts: organizationFacts(2, { cards: { 2: rootWith({ password: 'present' }) } }),
    told: [
      [
        'fail high',
        idOf(2),
        `Root of account account-2 (${idOf(2)}) still has a password, though the organization manages root centrally.`,
      ],
    ],
  },
  {
    name: 'keys and certificates left',
    facts: organizationFacts(2, {
      cards: { 2: rootWith({ accessKeys: 'present', signingCertificates: 'present' }) },
    }),
    told: [
      [
        'fail critical',
        idOf(2),
        `Root of account account-2 (${idOf(2)}) still has access keys and signing certificates, though the organization manages root centrally.`,
      ],
    ],
  },
  {
    name: 'only MFA left',
    facts: organizationFacts(2, { cards: { 2: rootWith({ mfa: 'present' }) } }),
    told: [
      [
        'fail low',
        idOf(2),
        `Root of account account-2 (${idOf(2)}) still has MFA, though the organization manages root centrally.`,
      ],
    ],
  },
  {
    name: 'a password left in an account that could not be audited, seen in a session of root',
    facts: organizationFacts(3, {
      failures: { 2: 'The role could not be assumed.', 3: 'The role could not be assumed.' },
      roots: { 2: { password: 'present', accessKeys: 'absent', signingCertificates: 'absent', mfa: 'absent' } },
    }),
    told: [
      [
        'fail high',
        idOf(2),
        `Root of account account-2 (${idOf(2)}) still has a password, though the organization manages root centrally.`,
      ],
    ],
  },
  {
    name: 'the management account keeps its own',
    facts: organizationFacts(2, { cards: { 1: rootWith({ password: 'present' }) } }),
    told: [],
  },
  {
    name: 'root is not managed centrally',
    facts: organizationFacts(2, {
      cards: { 2: rootWith({ password: 'present' }) },
      organization: organizationOf({ rootCredentialsManagement: false }),
    }),
    told: [],
  },
  {
    name: 'whether it is managed is not known',
    facts: organizationFacts(1, { organization: null }),
    told: [['unknown', idOf(1), 'Whether the organization manages root credentials centrally is not known.']],
  },
  {
    name: 'what is left is not known',
    facts: organizationFacts(2, { cards: { 2: rootWith({ password: 'unknown' }) } }),
    told: [['unknown', idOf(2), `The evidence does not tell all root credentials of account account-2 (${idOf(2)}).`]],
  },
])
