import { consoleSessionFromApiCredentials } from '#shared/rules/activity/console-session-from-api-credentials.ts'
import type { JsonObject } from '#shared/facts/json.ts'
import { event, heartbeats, roleIdentity, signIn } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const month = heartbeats('2026-03-02', '2026-03-31')
const token = (changes: JsonObject = {}, time = '2026-03-20') =>
  event(time, {
    eventSource: 'signin.amazonaws.com',
    eventName: 'GetSigninToken',
    userIdentity: roleIdentity('app'),
    userAgent: 'python-requests/2.28.0',
    readOnly: false,
    ...changes,
  })
const broker = new Map([
  ['console-session-from-api-credentials', { parameters: { brokers: ['arn:aws:iam::*:role/app'] } }],
])

describeActivityRule(consoleSessionFromApiCredentials, {
  now: '2026-04-01',
  pass: [
    {
      name: 'the access portal of IAM Identity Center',
      events: [
        ...month,
        token({ userIdentity: roleIdentity('aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef') }),
      ],
    },
    { name: 'its client', events: [...month, token({ userAgent: 'Jersey/${project.version}' })] },
    { name: 'a sign-in with a password', events: [...month, signIn('2026-03-20')] },
    { name: 'refused', events: [...month, token({ errorCode: 'AccessDenied' })] },
    { name: 'before the window', events: [...month, token({}, '2026-03-01T23:59')] },
    { name: 'a broker', events: [...month, token()], configuration: { rules: broker } },
  ],
  fail: [
    {
      name: 'a role',
      events: [token()],
      message: 'Credentials of app were exchanged for a console session on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
      severity: 'medium',
    },
  ],
})
