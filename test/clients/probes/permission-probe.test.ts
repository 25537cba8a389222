import { GetLoginProfileCommand } from '@aws-sdk/client-iam'
import { describe, expect, test } from 'vitest'
import { type PermissionProbe, type ProbeTarget, tryPermission } from '#shared/clients/probes/permission-probe.ts'
import { ACCOUNT, awsError, mockedClients, REGION } from '../mocked-clients.ts'

const probe: PermissionProbe = {
  action: 'iam:GetLoginProfile',
  scope: 'account',
  answers: ['NoSuchEntity'],
  send: ({ clients: { iam } }) => iam.send(new GetLoginProfileCommand({ UserName: 'nobody' })),
}
const start = () => {
  const mocks = mockedClients()
  const target: ProbeTarget = {
    clients: mocks.clients,
    region: REGION,
    accountId: ACCOUNT,
    partition: 'aws',
    accessKeyId: undefined,
  }
  return { iam: mocks.iam, target }
}

describe('tryPermission', () => {
  test('an answer is allowed', async () => {
    expect(await tryPermission(probe, start().target)).toEqual({
      action: 'iam:GetLoginProfile',
      scope: 'account',
      answer: 'allowed',
      reason: '',
    })
  })
  test.each([
    ['NoSuchEntityException', 'allowed', ''],
    ['AccessDeniedException', 'denied', 'AccessDenied: AccessDeniedException says AWS'],
    ['AccessDenied', 'denied', 'AccessDenied: AccessDenied says AWS'],
    ['Throttling', 'failed', 'Throttling: Throttling says AWS'],
    ['ValidationError', 'failed', 'ValidationError: ValidationError says AWS'],
  ])('%s is %s', async (name, answer, reason) => {
    const { iam, target } = start()
    iam.onAnyCommand().rejects(awsError(name))
    expect(await tryPermission(probe, target)).toMatchObject({ answer, reason })
  })
  test('what could not be asked is neither', async () => {
    const tried = await tryPermission({ ...probe, send: () => undefined }, start().target)
    expect(tried.answer).toBe('not-tried')
  })
})
