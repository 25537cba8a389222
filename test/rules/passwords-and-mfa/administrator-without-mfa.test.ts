import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'
import type { Grants } from '#shared/facts/principal.ts'
import { administratorWithoutMfa } from '#shared/rules/passwords-and-mfa/administrator-without-mfa.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import {
  accessKey,
  account,
  accountWithUsers,
  allow,
  at,
  document,
  group,
  inlinePolicy,
  managedPolicy,
  mfaDevice,
  noGrants,
  password,
  user,
} from '#test/support/facts.ts'

const inline = (...documents: readonly PolicyDocument[]): Grants => ({
  ...noGrants,
  inlinePolicies: documents.map((body, index) => inlinePolicy(`p${index}`, body)),
})
const person = (grants: Grants, more: Parameters<typeof user>[0] = {}) =>
  user({ password: password(), grants: known(grants), ...more })
const admin = (more: Parameters<typeof user>[0] = {}) => accountWithUsers(person(inline(allow('*')), more))

const ADMINISTRATOR_ACCESS = managedPolicy({ name: 'AdministratorAccess', managedBy: 'aws', document: allow('*') })
const attached = { ...noGrants, attachedPolicies: [{ arn: ADMINISTRATOR_ACCESS.arn, name: ADMINISTRATOR_ACCESS.name }] }
const MESSAGE = 'alice is an administrator and signs in with a password alone: no MFA device (last sign-in 2026-03-31).'
const SELF_MADE = managedPolicy({ name: 'AdministratorAccess', document: allow('s3:GetObject') })
const denyWithoutMfa = document({
  effect: 'Deny',
  notActions: ['iam:ChangePassword'],
  resources: ['*'],
  conditions: [{ operator: 'BoolIfExists', key: 'aws:MultiFactorAuthPresent', values: ['false'] }],
})

describeRule(administratorWithoutMfa, {
  now: '2026-04-01',
  pass: [
    ['with a device', admin({ mfaDevices: known([mfaDevice()]) })],
    ['an administrator only with MFA', accountWithUsers(person(inline(allow('*'), denyWithoutMfa)))],
  ],
  fail: [
    ['by an inline policy', admin(), MESSAGE],
    [
      'by a policy of AWS attached to the user',
      account({
        users: known([person(noGrants, { grants: known(attached) })]),
        policies: known([ADMINISTRATOR_ACCESS]),
      }),
      MESSAGE,
    ],
    [
      'through a group',
      account({
        users: known([person(noGrants, { groupNames: known(['admins']) })]),
        groups: known([group({ name: 'admins', grants: attached })]),
        policies: known([ADMINISTRATOR_ACCESS]),
      }),
      MESSAGE,
    ],
    [
      'one who can become it',
      accountWithUsers(person(inline(allow('iam:AttachUserPolicy')))),
      'alice can make itself an administrator and signs in with a password alone: no MFA device (last sign-in 2026-03-31).',
    ],
  ],
  unknown: [
    ['MFA not told', admin({ mfaActive: unknownFact('no report'), mfaDevices: unknownFact('no list') }), 'no report'],
    ['policies not read', admin({ grants: unknownFact('denied') }), 'denied'],
    [
      'trap 18: a boundary that is not in the evidence may take it all away',
      admin({
        grants: known({ ...inline(allow('*')), permissionsBoundaryArn: 'arn:aws:iam::111111111111:policy/Fence' }),
      }),
      'the permissions boundary arn:aws:iam::111111111111:policy/Fence is not in the evidence',
    ],
    ['password not told', admin({ password: unknownFact('no report') }), 'no report'],
  ],
  notApplicable: [
    ['trap 10: no console', admin({ password: known({ state: 'none' }), accessKeys: known([accessKey()]) })],
    ['a reader', accountWithUsers(person(inline(allow('s3:GetObject'))))],
    [
      'trap 12: a policy that is only named AdministratorAccess',
      account({
        users: known([
          person(noGrants, {
            grants: known({ ...noGrants, attachedPolicies: [{ arn: SELF_MADE.arn, name: SELF_MADE.name }] }),
          }),
        ]),
        policies: known([SELF_MADE]),
      }),
    ],
  ],
})

test('is critical for an administrator, high for who can become one', () => {
  const run = (facts: ReturnType<typeof admin>) =>
    administratorWithoutMfa.run(facts, { now: at('2026-04-01'), configuration: defaultConfiguration })[0]?.outcome
  expect(administratorWithoutMfa.severity).toBe('critical')
  expect(run(admin())).toMatchObject({ status: 'fail', severity: undefined })
  expect(run(accountWithUsers(person(inline(allow('iam:AttachUserPolicy')))))).toHaveProperty('severity', 'high')
})
