import { AccessAnalyzerClient, CheckNoNewAccessCommand } from '@aws-sdk/client-accessanalyzer'
import type { CheckNoNewAccessCommandOutput } from '@aws-sdk/client-accessanalyzer'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { checkNoNewAccess } from '#shared/clients/policy-checks/check-no-new-access.ts'
import { awsError } from '../mocked-clients.ts'

const start = () => {
  const client = new AccessAnalyzerClient({ region: 'eu-central-1' })
  return { client, mock: mockClient(client) }
}
const documents = { existing: '{"a":1}', proposed: '{"b":2}' }

describe('checkNoNewAccess', () => {
  it.each([
    [{ result: 'PASS', message: 'Nothing new.' }, 'pass', ['Nothing new.']],
    [{ result: 'FAIL', reasons: [{ description: 'New: s3:*' }] }, 'fail', ['New: s3:*']],
    [{}, 'not checked', ['IAM Access Analyzer gave no result.']],
  ] satisfies readonly [Partial<CheckNoNewAccessCommandOutput>, string, readonly string[]][])(
    '%j',
    async (answer, result, says) => {
      const { client, mock } = start()
      mock
        .on(CheckNoNewAccessCommand, {
          existingPolicyDocument: '{"a":1}',
          newPolicyDocument: '{"b":2}',
          policyType: 'IDENTITY_POLICY',
        })
        .resolves(answer)
      expect(await checkNoNewAccess(client, documents, 1)).toEqual({
        check: 'CheckNoNewAccess',
        policy: 1,
        result,
        says,
      })
    },
  )

  it('is no pass when the call fails', async () => {
    const { client, mock } = start()
    mock.on(CheckNoNewAccessCommand).rejects(awsError('ThrottlingException', 'Slow down.'))
    expect(await checkNoNewAccess(client, documents, 1)).toMatchObject({ result: 'not checked', says: ['Slow down.'] })
  })
})
