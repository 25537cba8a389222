import { assumeRootCalled } from '#shared/rules/activity/assume-root-called.ts'
import { event, heartbeats, roleIdentity } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const month = heartbeats('2026-03-02', '2026-03-31')
const opening = (time: string, more = {}) =>
  event(time, {
    userIdentity: roleIdentity('central'),
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRoot',
    requestParameters: {
      targetPrincipal: '222222222222',
      taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials' },
    },
    ...more,
  })

describeActivityRule(assumeRootCalled, {
  now: '2026-04-01',
  pass: [
    { name: 'nobody', events: month },
    { name: 'before the window', events: [...month, opening('2026-03-01T23:59')] },
  ],
  fail: [
    {
      name: 'opened',
      events: [opening('2026-03-20')],
      message:
        'central opened a root session in 222222222222 with IAMAuditRootUserCredentials, last on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
      severity: 'medium',
    },
    {
      name: 'refused',
      events: [opening('2026-03-20', { errorCode: 'AccessDenied' })],
      message:
        'central tried, and was refused, to open a root session in 222222222222 with IAMAuditRootUserCredentials, last on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
      severity: 'low',
    },
  ],
})
