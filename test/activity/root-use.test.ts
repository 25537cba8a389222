import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rootUseOf } from '#shared/activity/root-use.ts'
import { event, type Event, fold, logOf } from './trail-samples.ts'

const root = (identity: Event = {}, changes: Event = {}): Event =>
  event({
    userIdentity: {
      type: 'Root',
      principalId: '111122223333',
      arn: 'arn:aws:iam::111122223333:root',
      accountId: '111122223333',
      ...identity,
    },
    ...changes,
  })

const countsOf = async (...events: readonly Event[]): Promise<Record<string, number>> => {
  const { profile } = await fold([logOf(...events)])
  const use = rootUseOf(profile)
  return Object.fromEntries(
    Object.entries(use)
      .map(([kind, list]) => [kind, list.length])
      .filter(([, count]) => count !== 0),
  )
}

describe('row 65: what is root use', () => {
  test.each<[string, Event, Record<string, number>]>([
    ['root itself', root(), { calls: 1 }],
    ['the console signing for it', root({ invokedBy: 'signin.amazonaws.com' }), { calls: 1 }],
    ['a service acting for the account', root({ invokedBy: 'autoscaling.amazonaws.com' }), { byServices: 1 }],
    ['a service without a name', root({ invokedBy: 'AWS Internal' }), { byServices: 1 }],
    ['a service event', root({}, { eventType: 'AwsServiceEvent' }), {}],
    ['assumedRoot "true"', root({ sessionContext: { assumedRoot: 'true' } }), { privilegedTasks: 1 }],
    ['assumedRoot true', root({ sessionContext: { assumedRoot: true } }), { privilegedTasks: 1 }],
    ['assumedRoot ""', root({ sessionContext: { assumedRoot: '' } }), { calls: 1 }],
    [
      'a console sign-in',
      root({}, { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', eventType: 'AwsConsoleSignIn' }),
      { signIns: 1 },
    ],
  ])('%s', async (_, record, counts) => {
    expect(await countsOf(record)).toEqual(counts)
  })
})

test('a privileged task names its actor and task policy', async () => {
  const policy = 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy'
  const opening = event({
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRoot',
    requestParameters: { targetPrincipal: '444455556666', taskPolicyArn: { arn: policy } },
    responseElements: { credentials: { accessKeyId: 'ASIAEXAMPLE' } },
  })
  const task = root(
    { accessKeyId: 'ASIAEXAMPLE', sessionContext: { assumedRoot: 'true' } },
    { eventName: 'DeleteBucketPolicy' },
  )
  const { document } = await fold([logOf(task, opening)])
  expect(document.rootUse.privilegedTasks).toMatchObject([
    {
      task: { eventName: 'DeleteBucketPolicy' },
      openedBy: { actor: 'arn:aws:iam::111122223333:user/ops/ann', taskPolicyArn: policy },
    },
  ])
})

describe('row 66: MFA of a sign-in', () => {
  test.each([
    ['Yes', 'Success', 'yes', 'ok'],
    ['YES', 'Success', 'yes', 'ok'],
    ['No', 'Success', 'no', 'ok'],
    [undefined, 'Success', 'unknown', 'ok'],
    ['No', 'Failure', 'no', 'failed'],
  ])('MFAUsed %s, %s', async (used, result, mfa, outcome) => {
    const signIn = event({
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      eventType: 'AwsConsoleSignIn',
      additionalEventData: used === undefined ? {} : { MFAUsed: used },
      responseElements: { ConsoleLogin: result },
      ...(result === 'Failure' && { errorMessage: 'Failed authentication' }),
    })
    const { profile } = await fold([logOf(signIn)])
    const [list] = profile.occurrences.values()
    expect(list?.values()).toMatchObject([{ kind: 'sign-in', mfa, outcome }])
  })
})

const GRYCAP = '../shared/data/grycap/sample-cloudtrail-event.json'
test.skipIf(!existsSync(GRYCAP))('a real account where only services acted as root has no root use', async () => {
  const { document } = await fold([readFileSync(GRYCAP)])
  const { signIns, calls, privilegedTasks, byServices } = document.rootUse
  expect([signIns.length, calls.length, privilegedTasks.length]).toEqual([0, 0, 0])
  expect(byServices.reduce((total, { seen }) => total + seen.count, 0)).toBe(7)
})

const PANTHER = '../shared/data/panther-analysis/rules/aws_cloudtrail_rules/'
test.skipIf(!existsSync(PANTHER)).each([
  ['aws_console_root_login', { signIns: 1 }],
  ['aws_console_root_login_failed', { signIns: 2 }],
  ['aws_root_access_key_created', { calls: 2 }],
  ['aws_root_password_changed', { signIns: 2 }],
])('published root events: %s', async (name, expected) => {
  const { document } = await fold([readFileSync(`${PANTHER}${name}.jsonl`)])
  const { signIns, calls } = document.rootUse
  expect({
    ...(signIns.length > 0 && { signIns: signIns.length }),
    ...(calls.length > 0 && { calls: calls.length }),
  }).toEqual(expected)
})
