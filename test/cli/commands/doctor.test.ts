import { afterEach, describe, expect, test, vi } from 'vitest'
import type { DoctorDocument } from '#shared/reports/doctor-document.ts'
import { type FakeAnswers, type FakeAws, queryAnswer, startFakeAws } from '#test/emulator/fake-aws.ts'
import { runCredaudit } from '#test/support/run-credaudit.ts'
import { startSlack } from '#infra/emulator/slack-server.ts'

const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:findings'

let aws: FakeAws | undefined
let slack: Awaited<ReturnType<typeof startSlack>> | undefined
afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all([aws?.stop(), slack?.stop()])
  aws = undefined
  slack = undefined
})

const me = (): ReturnType<typeof queryAnswer> =>
  queryAnswer(
    'GetCallerIdentity',
    '<Arn>arn:aws:sts::123456789012:assumed-role/auditor/run</Arn><Account>123456789012</Account>',
  )
const subscribed = (confirmed: number, pending: number) => () =>
  queryAnswer(
    'GetTopicAttributes',
    `<Attributes><entry><key>SubscriptionsConfirmed</key><value>${confirmed}</value></entry><entry><key>SubscriptionsPending</key><value>${pending}</value></entry></Attributes>`,
  )

const doctor = async (answers: FakeAnswers, words: readonly string[], env: Record<string, string> = {}) => {
  aws = await startFakeAws(answers)
  const variables = {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_REGION: 'eu-central-1',
    ...env,
  }
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  return runCredaudit('doctor', ...words)
}
const documentIn = ({ stdout }: { stdout: string }): DoctorDocument => JSON.parse(stdout) as DoctorDocument
const stateOf = ({ checks }: DoctorDocument, name: string) => checks.find((check) => check.name === name)?.state

describe('doctor', () => {
  test('says whose credentials these are and what is denied, as JSON and nothing else', async () => {
    const ran = await doctor(new Map([['sts:GetCallerIdentity', me]]), ['--format', 'json'])
    expect([ran.code, ran.stderr]).toEqual([1, ''])
    const document = documentIn(ran)
    expect(document).toMatchObject({
      schemaVersion: 1,
      well: false,
      caller: { accountId: '123456789012', partition: 'aws' },
    })
    expect(stateOf(document, 'who am I')).toBe('well')
    expect(stateOf(document, "this machine's clock")).toBe('well')
    expect(document.checks.find(({ name }) => name === 'iam:GetAccountSummary')).toMatchObject({
      state: 'wrong',
      answer: 'denied',
    })
  })
  test('without credentials that work it tries nothing else', async () => {
    const ran = await doctor(new Map(), ['--format', 'json'])
    expect(ran.code).toBe(1)
    expect(documentIn(ran).checks.map(({ area, state }) => [area, state])).toEqual([
      ['credentials', 'wrong'],
      ['clock', 'well'],
    ])
  })
  test('sends nothing unless it is asked to', async () => {
    slack = await startSlack()
    const answers: FakeAnswers = new Map([['sns:GetTopicAttributes', subscribed(1, 0)]])
    const words = ['--topic', TOPIC, '--slack-url-env', 'HOOK', '--format', 'json']
    const document = documentIn(await doctor(answers, words, { HOOK: slack.webhook.url }))
    expect([stateOf(document, TOPIC), stateOf(document, 'HOOK')]).toEqual(['well', 'well'])
    expect(slack.received).toEqual([])
    expect(aws?.answered).not.toContain('sns:Publish')
  })
  test('--test-message sends one message to the topic and one to Slack', async () => {
    slack = await startSlack()
    const answers: FakeAnswers = new Map([
      ['sns:GetTopicAttributes', subscribed(1, 1)],
      ['sns:Publish', () => queryAnswer('Publish', '<MessageId>m-1</MessageId>')],
    ])
    const words = ['--topic', TOPIC, '--slack-url-env', 'HOOK', '--test-message', '--format', 'json']
    const document = documentIn(await doctor(answers, words, { HOOK: slack.webhook.url }))
    expect([stateOf(document, TOPIC), stateOf(document, 'test message'), stateOf(document, 'HOOK')]).toEqual([
      'wrong',
      'well',
      'well',
    ])
    expect(slack.received).toHaveLength(1)
    expect(aws?.answered.filter((call) => call === 'sns:Publish')).toHaveLength(1)
  })
  test('never repeats what stands in the variable', async () => {
    const ran = await doctor(new Map(), ['--slack-url-env', 'HOOK'], { HOOK: 'https://evil.example/very-secret' })
    expect(ran.stdout).toContain('The Slack secret must be')
    expect(ran.stdout + ran.stderr).not.toContain('very-secret')
  })
  test.each([
    ['a message to nobody', ['--test-message'], /--test-message needs somebody to send to/],
    ['a topic that is none', ['--topic', 'findings'], /It must be the ARN of an SNS topic/],
  ])('wrong usage: %s', async (_name, words, message) => {
    const { code, stdout, stderr } = await doctor(new Map(), words)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  })
})
