import { manyDifferentCallsDenied } from '#shared/rules/activity/many-different-calls-denied.ts'
import type { JsonObject } from '#shared/facts/json.ts'
import { event, roleIdentity, userIdentity } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const SERVICES = ['ec2', 'iam', 'lambda', 'rds', 's3']
const app = roleIdentity('app')

/** So many different calls, over five services or fewer. */
const calls = (count: number, changes: JsonObject = {}, services = SERVICES.length) =>
  Array.from({ length: count }, (_, index) =>
    event('2026-03-30', {
      eventSource: `${SERVICES[index % services]}.amazonaws.com`,
      eventName: `ListThings${String(index).padStart(2, '0')}`,
      userIdentity: app,
      errorCode: 'AccessDenied',
      ...changes,
    }),
  )
const granted = event('2026-03-30', { userIdentity: userIdentity('ann', 'AKIAEXAMPLE') })

describeActivityRule(manyDifferentCallsDenied, {
  now: '2026-04-01',
  pass: [
    { name: 'one too few', events: calls(24) },
    { name: 'one service too few', events: calls(30, {}, 4) },
    { name: 'the same call again and again', events: calls(40, { eventName: 'ListThings' }) },
    {
      name: 'granted before',
      events: [...calls(25), ...calls(25, { errorCode: '', eventTime: '2026-01-01T10:00:00Z' })],
    },
    { name: 'failed for another reason', events: calls(25, { errorCode: 'NoSuchKey' }) },
    { name: 'before the window', events: calls(25, { eventTime: '2026-03-24T23:59:59Z' }) },
    {
      name: 'asked by a service on its behalf',
      events: calls(25, { userIdentity: { ...app, invokedBy: 'cloudformation.amazonaws.com' } }),
    },
  ],
  fail: [
    {
      name: 'a role',
      events: calls(25),
      message:
        'app was refused 25 different calls in 5 services: ec2:ListThings00, ec2:ListThings05, ec2:ListThings10, ec2:ListThings15 and 21 more.',
      severity: 'medium',
    },
    {
      name: 'a user who may do something',
      events: [granted, ...calls(25, { userIdentity: userIdentity('ann', 'AKIAEXAMPLE') })],
      message:
        'ann was refused 25 different calls in 5 services: ec2:ListThings00, ec2:ListThings05, ec2:ListThings10, ec2:ListThings15 and 21 more.',
    },
  ],
  notApplicable: [
    {
      name: 'a user to whom nothing was granted: its key has a rule',
      events: calls(25, { userIdentity: userIdentity('ann', 'AKIAEXAMPLE') }),
    },
  ],
})
