import { expect, test } from 'vitest'
import { readOrganizationStanding } from '#shared/clients/probes/organizations-probes.ts'
import { ACCOUNT, awsError, mockedClients } from '../mocked-clients.ts'

test.each([
  ['its management account', { MasterAccountId: ACCOUNT }, 'management'],
  ['another account', { MasterAccountId: '210987654321' }, 'member'],
  ['an answer that does not tell', {}, 'unknown'],
])('%s', async (_name, Organization, standing) => {
  const { clients, organizations } = mockedClients()
  organizations.onAnyCommand().resolves({ Organization })
  expect(await readOrganizationStanding(clients.organizations, ACCOUNT)).toBe(standing)
})
test.each([
  ['AWSOrganizationsNotInUseException', 'none'],
  ['AccessDeniedException', 'unknown'],
])('%s', async (error, standing) => {
  const { clients, organizations } = mockedClients()
  organizations.onAnyCommand().rejects(awsError(error))
  expect(await readOrganizationStanding(clients.organizations, ACCOUNT)).toBe(standing)
})
