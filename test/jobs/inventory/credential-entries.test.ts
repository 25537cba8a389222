import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import type { User } from '#shared/facts/principal.ts'
import { credentialEntries } from '#shared/jobs/inventory/credential-entries.ts'
import { type AuditConfiguration, defaultConfiguration, type RuleSettings } from '#shared/rules/configuration.ts'
import {
  accessKey,
  account,
  at,
  neverUsed,
  password,
  root,
  serviceSpecificCredential,
  sshPublicKey,
  used,
  user,
} from '#test/support/facts.ts'

const now = at('2026-04-01')

const entriesOf = (more: Partial<User>, configuration: AuditConfiguration = defaultConfiguration) =>
  credentialEntries(account({ users: known([user(more)]), root: known(root()) }), {
    now,
    configuration,
    activity: undefined,
    suggestions: false,
  })

const key = (more: Parameters<typeof accessKey>[0] = {}) => entriesOf({ accessKeys: known([accessKey(more)]) })[0]

test.each([
  [
    'used',
    key({ lastUsed: used('2026-03-30', { service: 's3', region: 'eu-central-1' }) }),
    { use: 'used', idleDays: 2, ageDays: 31, lastUsedFor: 's3, eu-central-1', ageLimit: 90, idleLimit: 45 },
  ],
  [
    'never used: idle since it was made',
    key({ lastUsed: neverUsed }),
    { use: 'never', idleDays: 31, lastUsedAt: null },
  ],
  [
    'never used, made at a time that is not known',
    key({ lastUsed: neverUsed, createdAt: unknownFact('not told') }),
    { use: 'never', idleDays: null, ageDays: null },
  ],
  ['use not known', key({ lastUsed: unknownFact('denied') }), { use: 'unknown', idleDays: null }],
  [
    'a password',
    entriesOf({ password: password({ lastUsed: used('2026-03-31') }) })[0],
    { kind: 'password', idleDays: 1, ageLimit: null, idleLimit: 45 },
  ],
  [
    'an SSH key, of which AWS records no use',
    entriesOf({ sshPublicKeys: known([sshPublicKey()]) })[0],
    { kind: 'ssh-public-key', use: 'not-tracked', idleDays: null, ageLimit: 180 },
  ],
  [
    'a service credential',
    entriesOf({ serviceSpecificCredentials: known([serviceSpecificCredential({ expiresAt: at('2027-01-01') })]) })[0],
    { service: 'codecommit.amazonaws.com', expiresAt: '2027-01-01T00:00:00.000Z', ageLimit: 90 },
  ],
])('%s', (_name, entry, expected) => expect(entry).toMatchObject(expected))

const configured = (rule: RuleSettings): AuditConfiguration => ({
  ...defaultConfiguration,
  identityClasses: [{ name: 'contractor', match: [{ name: 'ext-*' }] }],
  rules: new Map([['access-key-not-rotated', rule]]),
})

test.each([
  ['the configuration’s limit', 'alice', configured({ parameters: { maxAgeDays: 60 } }), 60],
  [
    'the limit of the class before it',
    'ext-bob',
    configured({ parameters: { maxAgeDays: 60 }, classes: new Map([['contractor', { maxAgeDays: 30 }]]) }),
    30,
  ],
  ['no limit where the rule is off', 'alice', configured({ enabled: false }), null],
])('%s', (_name, name, configuration, ageLimit) => {
  const [entry] = entriesOf({ name, accessKeys: known([accessKey()]) }, configuration)
  expect(entry?.ageLimit).toBe(ageLimit)
})

test('a user whose keys are not known has none to list, and that is no claim: the rules say it', () => {
  expect(entriesOf({ accessKeys: unknownFact('denied') })).toEqual([])
})
