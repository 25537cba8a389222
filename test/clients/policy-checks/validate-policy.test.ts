import { AccessAnalyzerClient, ValidatePolicyCommand } from '@aws-sdk/client-accessanalyzer'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { validatePolicy } from '#shared/clients/policy-checks/validate-policy.ts'
import { awsError } from '../mocked-clients.ts'

const start = () => {
  const client = new AccessAnalyzerClient({ region: 'eu-central-1' })
  return { client, mock: mockClient(client) }
}
const finding = (findingType: 'ERROR' | 'SECURITY_WARNING' | 'SUGGESTION' | 'WARNING', issueCode: string) => ({
  findingType,
  issueCode,
  findingDetails: 'Look here.',
  learnMoreLink: 'https://docs.aws.amazon.com/',
  locations: [],
})

describe('validatePolicy', () => {
  it.each([
    ['nothing', [], 'pass'],
    ['a suggestion', [finding('SUGGESTION', 'EMPTY_SID')], 'pass'],
    ['a warning', [finding('WARNING', 'X')], 'pass'],
    ['a security warning', [finding('SECURITY_WARNING', 'PASS_ROLE_WITH_STAR')], 'fail'],
    ['an error', [finding('ERROR', 'INVALID_ACTION')], 'fail'],
  ] as const)('finds %s', async (_, findings, result) => {
    const { client, mock } = start()
    mock.on(ValidatePolicyCommand).resolves({ findings: [...findings] })
    const check = await validatePolicy(client, '{}', 2)
    expect(check).toEqual({
      check: 'ValidatePolicy',
      policy: 2,
      result,
      says: findings.map(({ findingType, issueCode }) => `${findingType} ${issueCode}: Look here.`),
    })
  })

  it('reads every page, and not for ever', async () => {
    const { client, mock } = start()
    mock
      .on(ValidatePolicyCommand)
      .resolvesOnce({ findings: [], nextToken: 'more' })
      .resolvesOnce({ findings: [finding('ERROR', 'INVALID_ACTION')] })
    expect((await validatePolicy(client, '{}', 1)).result).toBe('fail')
    mock.reset()
    mock.on(ValidatePolicyCommand).resolves({ findings: [], nextToken: 'more' })
    expect((await validatePolicy(client, '{}', 1)).result).toBe('not checked')
  })

  it('is no pass when the call fails', async () => {
    const { client, mock } = start()
    mock.on(ValidatePolicyCommand).rejects(awsError('AccessDeniedException', 'You may not validate.'))
    expect(await validatePolicy(client, '{}', 1)).toMatchObject({
      result: 'not checked',
      says: ['You may not validate.'],
    })
  })
})
