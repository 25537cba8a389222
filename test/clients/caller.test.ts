import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { auditClientsOf } from '#shared/clients/audit-clients.ts'
import { readCaller } from '#shared/clients/caller.ts'
import { AwsCallError } from '#shared/clients/failure.ts'
import { awsError } from './mocked-clients.ts'

const withCaller = () => {
  const sts = new STSClient({ region: 'eu-central-1' })
  return { sts, mock: mockClient(sts) }
}

describe('readCaller', () => {
  it.each(['aws', 'aws-us-gov', 'aws-cn', 'aws-eusc', 'aws-iso-b'])(
    'row 73: has the partition %s',
    async (partition) => {
      const { sts, mock } = withCaller()
      const Arn = `arn:${partition}:sts::123456789012:assumed-role/auditor/run`
      mock.on(GetCallerIdentityCommand).resolves({ Account: '123456789012', Arn })
      expect(await readCaller(sts)).toEqual({ accountId: '123456789012', arn: Arn, partition })
    },
  )

  it('says that the credentials are no good', async () => {
    const { sts, mock } = withCaller()
    mock.on(GetCallerIdentityCommand).rejects(awsError('ExpiredToken', 'The security token is expired.'))
    await expect(readCaller(sts)).rejects.toThrow(
      'AWS did not say whose credentials these are (ExpiredToken): The security token is expired. Sign in again, or name another profile.',
    )
  })

  it.each([{}, { Account: '123456789012' }, { Account: '123456789012', Arn: 'nonsense' }])(
    'refuses the answer %j',
    async (answer) => {
      const { sts, mock } = withCaller()
      mock.on(GetCallerIdentityCommand).resolves(answer)
      await expect(readCaller(sts)).rejects.toBeInstanceOf(AwsCallError)
    },
  )
})

describe('row 73: endpoints follow the partition of the Region', () => {
  it.each([
    ['eu-central-1', 'iam.amazonaws.com', 'us-east-1'],
    ['us-gov-east-1', 'iam.us-gov.amazonaws.com', 'us-gov-west-1'],
    ['cn-northwest-1', 'iam.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['eusc-de-east-1', 'iam.eusc-de-east-1.amazonaws.eu', 'eusc-de-east-1'],
  ])('%s: %s, signed for %s', (region, host, signingRegion) => {
    const { iam } = auditClientsOf({ region })
    const endpoint = iam.config.endpointProvider({ Region: region, UseDualStack: false, UseFIPS: false })
    expect(endpoint.url.hostname).toBe(host)
    expect(JSON.stringify(endpoint.properties)).toContain(signingRegion)
  })

  it('makes one client a Region', () => {
    const clients = auditClientsOf({ region: 'eu-central-1' })
    expect(clients.accessAnalyzer('eu-north-1')).toBe(clients.accessAnalyzer('eu-north-1'))
    expect(clients.accessAnalyzer('eu-north-1')).not.toBe(clients.accessAnalyzer('eu-central-1'))
    expect(clients.accessAnalyzer('eu-north-1')).toBeInstanceOf(AccessAnalyzerClient)
  })
})
