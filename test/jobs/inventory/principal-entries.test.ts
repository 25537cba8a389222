import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { principalEntries } from '#shared/jobs/inventory/principal-entries.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import {
  accessKey,
  account,
  allow,
  at,
  inlinePolicy,
  mfaDevice,
  password,
  role,
  root,
  used,
  user,
} from '#test/support/facts.ts'

const context = {
  now: at('2026-04-01'),
  configuration: defaultConfiguration,
  activity: undefined,
  suggestions: false,
}
const grants = (name: string, ...actions: string[]) => ({
  inlinePolicies: [inlinePolicy(name, allow(...actions))],
  attachedPolicies: [],
})

const entriesOf = (more: Parameters<typeof account>[0]) => principalEntries(account(more), context)
const firstUser = (more: Parameters<typeof user>[0]) =>
  entriesOf({ users: known([user(more)]) }).find(({ kind }) => kind === 'user')

test('a user with what it holds and what it can do', () => {
  expect(
    firstUser({
      tags: known([{ key: 'Owner', value: 'ops@example.com' }]),
      password: password({ lastUsed: used('2026-03-01') }),
      accessKeys: known([accessKey({ lastUsed: used('2026-03-20') })]),
      mfaDevices: known([mfaDevice(), mfaDevice({ mfaKind: 'virtual', serialNumber: 'v' })]),
      grants: known(grants('own', 's3:GetObject')),
    }),
  ).toMatchObject({
    class: 'person',
    owner: 'ops@example.com',
    console: true,
    mfa: ['fido', 'virtual'],
    lastUsedAt: '2026-03-20T00:00:00.000Z',
    policies: [{ name: 'own', through: 'inline' }],
    power: 'reads',
    access: { Read: [1, 1, 0], Write: [0, 0, 0] },
  })
})

test.each([
  [
    'devices that were not listed, and a report that says yes',
    { mfaDevices: unknownFact('x'), mfaActive: known(true) },
    ['kind not known'],
  ],
  [
    'devices that were not listed, and a report that says no',
    { mfaDevices: unknownFact('x'), mfaActive: known(false) },
    [],
  ],
  ['nothing that tells', { mfaDevices: unknownFact('x'), mfaActive: unknownFact('x') }, null],
])('MFA: %s', (_name, more, mfa) => expect(firstUser(more)?.mfa).toEqual(mfa))

test('permissions that are not known are null and say why, never nothing', () => {
  expect(firstUser({ grants: unknownFact('iam:GetAccountAuthorizationDetails was denied.') })).toMatchObject({
    access: null,
    power: 'unknown',
    notKnown: ['iam:GetAccountAuthorizationDetails was denied.'],
  })
})

test('root and roles stand beside the users', () => {
  const entries = entriesOf({
    root: known(root({ password: known('present'), passwordLastUsed: used('2026-01-02') })),
    roles: known([role({ lastUsed: used('2026-02-03') })]),
  })
  expect(entries.map(({ kind, lastUsedAt, console }) => [kind, lastUsedAt, console])).toEqual([
    ['root', '2026-01-02T00:00:00.000Z', true],
    ['role', '2026-02-03T00:00:00.000Z', false],
  ])
})
