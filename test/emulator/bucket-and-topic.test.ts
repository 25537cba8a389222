import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns'
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { roleCredentials } from '#shared/clients/assume-role.ts'
import { readCaller } from '#shared/clients/caller.ts'
import { systemClock } from '#shared/clients/clock.ts'
import { readObject, writeObject } from '#shared/clients/evidence-bucket.ts'
import { publishToTopic } from '#shared/clients/topic.ts'
import { emulatorVariables, startMoto } from '#infra/emulator/start-moto.ts'
import type { Emulator } from '#infra/emulator/start-moto.ts'

let moto: Emulator
beforeAll(async () => {
  moto = await startMoto()
  for (const [name, value] of Object.entries(emulatorVariables(moto.endpoint))) vi.stubEnv(name, value)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await moto.stop()
})

const content = (text: string) => ({ bytes: new TextEncoder().encode(text), contentType: 'application/json' })

it('keeps objects, and tells whoever comes second', async () => {
  const s3 = new S3Client({ forcePathStyle: true })
  await s3.send(new CreateBucketCommand({ Bucket: 'evidence' }))
  const place = { bucket: 'evidence', key: 'state/1.json' }
  expect(await readObject(s3, place)).toEqual({ state: 'absent' })
  const first = await writeObject(s3, place, content('1'), { kind: 'absent' })
  expect(first.state).toBe('written')
  expect(await writeObject(s3, place, content('2'), { kind: 'absent' })).toEqual({ state: 'overtaken' })
  const stored = await readObject(s3, place)
  expect(stored.state === 'found' && new TextDecoder().decode(stored.bytes)).toBe('1')
  const etag = stored.state === 'found' ? stored.etag : ''
  expect((await writeObject(s3, place, content('3'), { kind: 'unchanged', etag })).state).toBe('written')
  expect(await writeObject(s3, place, content('4'), { kind: 'unchanged', etag })).toEqual({ state: 'overtaken' })
})

it('publishes to a topic, and the message arrives at a queue', async () => {
  const sns = new SNSClient({})
  const sqs = new SQSClient({})
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'findings' }))
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'findings' }))
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }))
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: Attributes?.['QueueArn'] }))
  await publishToTopic(sns, { topicArn: TopicArn ?? '', subject: 'two findings', message: 'héllo 🔑' })
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }))
  const envelope: unknown = JSON.parse(Messages?.[0]?.Body ?? '{}')
  expect(envelope).toMatchObject({ Subject: 'two findings', Message: 'héllo 🔑', TopicArn })
})

it('becomes another role', async () => {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
  }
  const { Role } = await new IAMClient({}).send(
    new CreateRoleCommand({ RoleName: 'member', Path: '/credaudit/', AssumeRolePolicyDocument: JSON.stringify(trust) }),
  )
  const roleArn = Role?.Arn ?? ''
  const credentials = roleCredentials(new STSClient({}), { roleArn, sessionName: 'credaudit' }, systemClock)
  const caller = await readCaller(new STSClient({ credentials }))
  expect(caller.arn).toMatch(/^arn:aws:sts::\d{12}:assumed-role\/member\/credaudit$/)
})
