import { IAMClient, SimulateCustomPolicyCommand } from '@aws-sdk/client-iam'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { simulatePolicy } from '#shared/clients/policy-checks/simulate-policy.ts'
import { awsError } from '../mocked-clients.ts'

const start = () => {
  const client = new IAMClient({ region: 'us-east-1' })
  return { client, mock: mockClient(client) }
}
const use = { action: 's3:GetObject', resources: ['arn:aws:s3:::b/k'], context: { 'kms:ViaService': ['s3'] } }
const allowed = {
  EvaluationResults: [
    { EvalActionName: 's3:GetObject', EvalResourceName: 'arn:aws:s3:::b/k', EvalDecision: 'allowed' as const },
  ],
}

describe('simulatePolicy', () => {
  it('asks each use with its context, of all policies together', async () => {
    const { client, mock } = start()
    mock.on(SimulateCustomPolicyCommand).resolves(allowed)
    expect(await simulatePolicy(client, ['{}', '[]'], [use])).toEqual({
      check: 'SimulateCustomPolicy',
      policy: 0,
      result: 'pass',
      says: [],
    })
    expect(mock.commandCalls(SimulateCustomPolicyCommand)[0]?.args[0].input).toEqual({
      PolicyInputList: ['{}', '[]'],
      ActionNames: ['s3:GetObject'],
      ResourceArns: ['arn:aws:s3:::b/k'],
      ContextEntries: [{ ContextKeyName: 'kms:ViaService', ContextKeyType: 'string', ContextKeyValues: ['s3'] }],
    })
  })

  it('names what the simulator refuses, resource by resource', async () => {
    const { client, mock } = start()
    mock.on(SimulateCustomPolicyCommand).resolves({
      EvaluationResults: [
        {
          EvalActionName: 's3:GetObject',
          EvalDecision: 'allowed',
          ResourceSpecificResults: [
            { EvalResourceName: 'arn:aws:s3:::b/k', EvalResourceDecision: 'allowed' },
            { EvalResourceName: 'arn:aws:s3:::b/l', EvalResourceDecision: 'implicitDeny' },
          ],
        },
      ],
    })
    expect(await simulatePolicy(client, ['{}'], [use])).toMatchObject({
      result: 'fail',
      says: ['s3:GetObject on arn:aws:s3:::b/l: implicitDeny'],
    })
  })

  it('is no pass when a call fails, when it answers nothing, or when not all were asked', async () => {
    const { client, mock } = start()
    mock.on(SimulateCustomPolicyCommand).rejects(awsError('AccessDenied', 'No.'))
    expect((await simulatePolicy(client, ['{}'], [use])).result).toBe('not checked')
    mock.reset()
    mock.on(SimulateCustomPolicyCommand).resolves({})
    expect((await simulatePolicy(client, ['{}'], [use])).result).toBe('fail')
    mock.reset()
    mock.on(SimulateCustomPolicyCommand).resolves(allowed)
    const many = Array.from({ length: 61 }, () => use)
    expect((await simulatePolicy(client, ['{}'], many)).result).toBe('not checked')
    expect(mock.commandCalls(SimulateCustomPolicyCommand)).toHaveLength(60)
  })
})
