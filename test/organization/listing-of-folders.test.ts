import { expect, test } from 'vitest'
import { listingOfFolders } from '#shared/organization/listing-of-folders.ts'

const [PROD, DEV, OLD, LOST] = ['111111111111', '222222222222', '333333333333', '444444444444'] as const
const judged = [{ folder: 'prod', id: PROD, alias: 'alias-of-prod' }]

test('without a list of the organization the folders are all there is', () => {
  const unusable = [
    { folder: DEV, reason: 'It is empty.' },
    { folder: 'notes', reason: 'It is not JSON.' },
  ]
  const { accounts, failures } = listingOfFolders({ judged, unusable, listed: undefined })
  expect(accounts.map(({ id, name }) => [id, name])).toEqual([
    [PROD, 'alias-of-prod'],
    [DEV, DEV],
    ['notes', ''],
  ])
  expect(failures).toEqual([
    { account: DEV, reason: 'It is empty.' },
    { account: 'notes', reason: 'It is not JSON.' },
  ])
})

test('an account that the organization lists and that has no folder is not audited, unless it is closed', () => {
  const listed = [
    { id: PROD, name: 'Production', state: 'ACTIVE' },
    { id: OLD, name: 'Old', state: 'SUSPENDED' },
    { id: LOST, name: 'Lost', state: 'ACTIVE' },
  ]
  const { accounts, failures } = listingOfFolders({ judged, unusable: [], listed })
  expect(accounts.map(({ name, standing }) => [name, standing])).toEqual([
    ['Production', 'audit'],
    ['Old', 'closed'],
    ['Lost', 'audit'],
  ])
  expect(failures.map(({ account }) => account)).toEqual([LOST])
})
