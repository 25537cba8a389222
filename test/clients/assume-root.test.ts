import { AssumeRootCommand, STSClient } from '@aws-sdk/client-sts'
import { mockClient } from 'aws-sdk-client-mock'
import { expect, it } from 'vitest'
import { rootCredentials } from '#shared/clients/assume-root.ts'
import { awsError } from './mocked-clients.ts'

const member = { accountId: '210987654321', partition: 'aws-us-gov' }
const Expiration = new Date('2026-11-20T06:15:00Z')

const start = () => {
  const sts = new STSClient({ region: 'us-gov-west-1' })
  return { sts, mock: mockClient(sts) }
}

it('asks for the session that may only read root’s credentials, in the partition of the organization', async () => {
  const { sts, mock } = start()
  const Credentials = { AccessKeyId: 'ASIA1', SecretAccessKey: 'secret', SessionToken: 'token', Expiration }
  mock.on(AssumeRootCommand).resolves({ Credentials })
  expect(await rootCredentials(sts, member)).toEqual({
    accessKeyId: 'ASIA1',
    secretAccessKey: 'secret',
    sessionToken: 'token',
    expiration: Expiration,
  })
  expect(mock.commandCalls(AssumeRootCommand).map(({ args }) => args[0].input)).toEqual([
    {
      TargetPrincipal: '210987654321',
      TaskPolicyArn: { arn: 'arn:aws-us-gov:iam::aws:policy/root-task/IAMAuditRootUserCredentials' },
      DurationSeconds: 900,
    },
  ])
})

it('says whose root was refused, why and what to do', async () => {
  const { sts, mock } = start()
  mock.on(AssumeRootCommand).rejects(awsError('AccessDenied', 'not authorized to perform: sts:AssumeRoot'))
  await expect(rootCredentials(sts, member)).rejects.toThrow(
    /^Root of account 210987654321 could not be assumed \(AccessDenied\): not authorized to perform: sts:AssumeRoot\. Turn on privileged root actions/,
  )
})

it('an answer without credentials is none', async () => {
  const { sts, mock } = start()
  mock.on(AssumeRootCommand).resolves({})
  await expect(rootCredentials(sts, member)).rejects.toThrow(/AWS sent no credentials/)
})
