import { expect, test } from 'vitest'
import { known } from '#shared/facts/known.ts'
import { accessKeyWhereRoleBelongs } from '#shared/rules/activity/access-key-where-role-belongs.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { activityOf, rootIdentity } from '#test/support/activity.ts'
import { watchedAccount } from '#test/support/describe-activity-rule.ts'
import { at, password, user } from '#test/support/facts.ts'
import { keyCall } from './key-log.ts'

const COMPUTE = 'the role of the instance, task, function or pod in which it runs'
const PIPELINE = 'a role that the pipeline assumes through an OIDC provider'
const PERSON = 'IAM Identity Center, which gives a person short-lived credentials for the AWS CLI and SDKs'
const OWN_MACHINE = 'IAM Roles Anywhere, with a certificate of the machine on which it runs'

const judge = (
  changes: { readonly userAgent?: string; readonly sourceIPAddress?: string },
  account = watchedAccount(),
) =>
  accessKeyWhereRoleBelongs
    .run(account, {
      now: at('2026-04-01'),
      configuration: defaultConfiguration,
      activity: activityOf(keyCall('2026-03-20', changes)),
    })
    .map(({ outcome }) => outcome)

test.each([
  ['Lambda', { userAgent: 'Boto3/1.34 md/Botocore exec-env/AWS_Lambda_python3.12' }, 'Boto3', COMPUTE],
  ['ECS', { userAgent: 'aws-sdk-go/1.44 exec-env/AWS_ECS_FARGATE' }, 'aws-sdk-go', COMPUTE],
  ['a VPC endpoint', { userAgent: 'aws-sdk-java/2.20', sourceIPAddress: '172.31.9.4' }, 'aws-sdk-java', COMPUTE],
  ['not private', { userAgent: 'aws-sdk-java/2.20', sourceIPAddress: '172.32.9.4' }, 'aws-sdk-java', OWN_MACHINE],
  [
    'GitHub Actions',
    { userAgent: 'configure-aws-credentials-for-github-actions' },
    'configure-aws-credentials-for-github-actions',
    PIPELINE,
  ],
  ['Terraform', { userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.5.7' }, 'APN', PIPELINE],
  ['Terraform in Lambda is a pipeline', { userAgent: 'Terraform/1.5 exec-env/AWS_Lambda_x' }, 'Terraform', PIPELINE],
  ['a laptop', { userAgent: 'aws-cli/2.15.0 Python/3.11.6 Darwin/23.2.0 source/arm64 prompt/off' }, 'aws-cli', PERSON],
  ['a file browser', { userAgent: 'S3 Browser/11.5' }, 'S3', PERSON],
  ['a server elsewhere', { userAgent: 'aws-sdk-php/3.2' }, 'aws-sdk-php', OWN_MACHINE],
])('%s', (_, changes, client, advice) => {
  expect(judge(changes)).toMatchObject([
    {
      status: 'fail',
      message: `Access key AKIAONE of bot is used with ${client}. A role belongs there: ${advice}.`,
    },
  ])
})

test('an owner with a console password is a person', () => {
  const account = watchedAccount({ users: known([user({ name: 'bot', password: password() })]) })
  expect(judge({ userAgent: 'aws-sdk-php/3.2' }, account)).toMatchObject([{ evidence: { kind: 'person' } }])
})

test('root, canaries and quiet keys are left to other rules', () => {
  const run = (changes: object, classes = defaultConfiguration.identityClasses, time = '2026-03-20') =>
    accessKeyWhereRoleBelongs
      .run(watchedAccount({ users: known([user({ name: 'bot' })]) }), {
        now: at('2026-04-01'),
        configuration: { ...defaultConfiguration, identityClasses: classes },
        activity: activityOf(keyCall(time, { ...changes })),
      })
      .map(({ outcome }) => outcome.status)
  expect(run({ userIdentity: { ...rootIdentity, accessKeyId: 'AKIAROOT' } })).toEqual(['not-applicable'])
  expect(run({}, [{ name: 'canary', match: [{ name: 'bot' }] }])).toEqual(['not-applicable'])
  expect(run({}, [], '2026-03-01')).toEqual(['not-applicable'])
  expect(run({}, [], '2026-03-02')).toEqual(['fail'])
})

test('says nothing without a log', () => {
  const judged = accessKeyWhereRoleBelongs.run(watchedAccount(), {
    now: at('2026-04-01'),
    configuration: defaultConfiguration,
  })
  expect(judged.map(({ outcome }) => outcome)).toEqual([
    { status: 'unknown', reason: 'there is no CloudTrail activity in the evidence' },
  ])
})
