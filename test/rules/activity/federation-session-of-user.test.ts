import { federationSessionOfUser } from '#shared/rules/activity/federation-session-of-user.ts'
import { event, type Event, heartbeats, roleIdentity, userIdentity } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const month = heartbeats('2026-03-02', '2026-03-31')
const session = (time: string, changes: Event = {}) =>
  event(time, {
    eventSource: 'sts.amazonaws.com',
    eventName: 'GetFederationToken',
    userIdentity: userIdentity('ann', 'AKIAEXAMPLE'),
    requestParameters: { name: 'x' },
    ...changes,
  })

describeActivityRule(federationSessionOfUser, {
  now: '2026-04-01',
  pass: [
    { name: 'before the window', events: [...month, session('2026-03-01T23:59')] },
    { name: 'refused', events: [...month, session('2026-03-20', { errorCode: 'AccessDenied' })] },
    {
      name: 'by a role, which the service refuses',
      events: [...month, session('2026-03-20', { userIdentity: roleIdentity('app') })],
    },
    { name: 'another session', events: [...month, session('2026-03-20', { eventName: 'GetSessionToken' })] },
  ],
  fail: [
    {
      name: 'by a user',
      events: [session('2026-03-20')],
      message: 'ann made a federation session with access key AKIAEXAMPLE on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
      severity: 'medium',
    },
  ],
})
