import { ListAccountsCommand } from '@aws-sdk/client-organizations'
import { describe, expect, it } from 'vitest'
import { listAccounts } from '#shared/clients/list-accounts.ts'
import { awsError, mockedClients } from './mocked-clients.ts'

const account = (number: number) => ({ Id: String(number).padStart(12, '0'), State: 'ACTIVE' as const })

describe('row 31: the list of accounts', () => {
  it('goes on after an empty page', async () => {
    const { clients, organizations } = mockedClients()
    organizations
      .on(ListAccountsCommand)
      .resolvesOnce({ Accounts: [account(1)], NextToken: 'a' })
      .resolvesOnce({ Accounts: [], NextToken: 'b' })
      .resolvesOnce({ NextToken: 'c' })
      .resolvesOnce({ Accounts: [account(2)] })
    const { accounts, cutShort } = await listAccounts(clients.organizations)
    expect(accounts.map(({ Id }) => Id)).toEqual([account(1).Id, account(2).Id])
    expect(cutShort).toBeUndefined()
    expect(organizations.commandCalls(ListAccountsCommand).map(({ args: [{ input }] }) => input)).toEqual([
      {},
      { NextToken: 'a' },
      { NextToken: 'b' },
      { NextToken: 'c' },
    ])
  })

  it('reads 500 pages of 20, one after the other', async () => {
    const { clients, organizations } = mockedClients()
    let open = 0
    let most = 0
    let page = 0
    organizations.on(ListAccountsCommand).callsFake(async () => {
      most = Math.max(most, (open += 1))
      await Promise.resolve()
      open -= 1
      page += 1
      const Accounts = Array.from({ length: 20 }, (_, index) => account(page * 20 + index))
      return page < 500 ? { Accounts, NextToken: String(page) } : { Accounts }
    })
    const { accounts } = await listAccounts(clients.organizations)
    expect([accounts.length, most]).toEqual([10_000, 1])
  })

  it('keeps what it has when the tokens go in a circle, and says so', async () => {
    const { clients, organizations } = mockedClients()
    organizations.on(ListAccountsCommand).resolves({ Accounts: [account(1)], NextToken: 'again' })
    const { accounts, cutShort } = await listAccounts(clients.organizations)
    expect(accounts).toHaveLength(2)
    expect(cutShort).toEqual({
      code: 'MarkerRepeated',
      reason: 'AWS gave the same marker twice after page 2; what follows is not collected.',
    })
  })

  it('fails as a whole where a call is refused, so that it is tried again as a whole', async () => {
    const { clients, organizations } = mockedClients()
    organizations
      .on(ListAccountsCommand)
      .resolvesOnce({ Accounts: [account(1)], NextToken: 'a' })
      .rejects(awsError('AccessDeniedException', 'You don’t have permissions.'))
    await expect(listAccounts(clients.organizations)).rejects.toThrow(
      'The organization’s accounts could not be listed (AccessDenied): You don’t have permissions. Run the auditor in the management account, or register its account as a delegated administrator.',
    )
  })
})
