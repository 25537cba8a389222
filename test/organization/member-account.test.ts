import { describe, expect, it } from 'vitest'
import { type AccountListing, itemsOf, parseListing, serialiseListing } from '#shared/organization/account-listing.ts'
import { memberAccountsOf } from '#shared/organization/member-account.ts'

const A = '111111111111'
const B = '222222222222'

describe('row 32: the state of an account', () => {
  it.each([
    [{ State: 'ACTIVE' }, 'ACTIVE', 'audit', null],
    [{ Status: 'ACTIVE' }, 'ACTIVE', 'audit', null],
    [{ State: 'CLOSED', Status: 'ACTIVE' }, 'CLOSED', 'closed', 'The account is closed.'],
    [{ State: 'PENDING_CLOSURE' }, 'PENDING_CLOSURE', 'closed', 'The account is being closed.'],
    [
      { Status: 'SUSPENDED' },
      'SUSPENDED',
      'closed',
      'The account is suspended; nobody can sign in to it until AWS Support reinstates it.',
    ],
    [
      { State: 'PENDING_ACTIVATION' },
      'PENDING_ACTIVATION',
      'unclear',
      'The account is not active yet; the first run after its activation audits it.',
    ],
    [
      { State: 'FROZEN' },
      'FROZEN',
      'unclear',
      'The account has the state FROZEN, which is not known here; it was not audited.',
    ],
    [{}, null, 'unclear', 'Organizations gave no state for the account; it was not audited.'],
  ])('%j', (listed, state, standing, reason) => {
    expect(memberAccountsOf([{ Id: A, Name: 'a', ...listed }])).toEqual([{ id: A, name: 'a', state, standing, reason }])
  })
})

it('each account is there once, in the order of ids, and what has no account id is none', () => {
  const listed = [{ Id: B, State: 'ACTIVE' }, { Id: A, State: 'ACTIVE' }, { Id: B, State: 'ACTIVE' }, { Id: 'x' }, {}]
  expect(memberAccountsOf(listed).map(({ id }) => id)).toEqual([A, B])
})

const listing: AccountListing = {
  schemaVersion: 1,
  run: 'r',
  listedAt: '2026-11-20T06:00:00.000Z',
  accounts: memberAccountsOf([
    { Id: A, State: 'ACTIVE', Name: '“quoted”\n' },
    { Id: B, State: 'CLOSED' },
  ]),
  cutShort: null,
}

it('a list comes back as it was, and only accounts to audit are items', () => {
  expect(parseListing(serialiseListing(listing), 'listing')).toEqual(listing)
  expect(new TextDecoder().decode(itemsOf(listing))).toBe(`{"id":"${A}"}\n`)
})

it.each(['', '{}', 'null', '{"schemaVersion":2}', '[]'])('a list that is none is refused: %j', (text) => {
  expect(() => parseListing(new TextEncoder().encode(text), 's3://bucket/listing.json')).toThrow(
    's3://bucket/listing.json is not a list of accounts of schema version 1. Start a new run.',
  )
})
