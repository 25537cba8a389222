import { unknownFact } from '#shared/facts/known.ts'
import { rootConsoleSignIn } from '#shared/rules/activity/root-console-sign-in.ts'
import { heartbeats, rootIdentity, signIn } from '#test/support/activity.ts'
import { describeActivityRule, watchedAccount } from '#test/support/describe-activity-rule.ts'

const root = { userIdentity: rootIdentity }
const month = heartbeats('2026-03-02', '2026-03-31')

describeActivityRule(rootConsoleSignIn, {
  now: '2026-04-01',
  pass: [
    { name: 'no sign-in in a month that was watched', events: month },
    { name: 'one minute before the window', events: [...month, signIn('2026-03-01T23:59', root)] },
    { name: 'a failed one', events: [...month, signIn('2026-03-20', { ...root, result: 'Failure' })] },
    {
      name: 'quiet day with reads only',
      events: [...month.slice(1), signIn('2026-03-02', { eventName: 'CheckMfa', readOnly: true })],
    },
  ],
  fail: [
    {
      name: 'exactly at the limit, with MFA',
      events: [signIn('2026-03-02T00:00', root)],
      message: 'The root user signed in to the console on 2026-03-02 00:00:00 UTC from 192.0.2.10, with MFA.',
      severity: 'high',
    },
    {
      name: 'the one without MFA is told, though another came later',
      events: [signIn('2026-03-20', { ...root, mfa: 'NO' }), signIn('2026-03-21', { ...root, mfa: 'YES' })],
      message: 'The root user signed in to the console on 2026-03-20 10:00:00 UTC from 192.0.2.10, without MFA.',
      severity: 'critical',
    },
    {
      name: 'MFA not told, by an account that the evidence does not name',
      account: watchedAccount({ id: unknownFact('no account') }),
      events: [signIn('2026-03-20', { ...root, mfa: '' })],
      message: 'The root user signed in to the console on 2026-03-20 10:00:00 UTC from 192.0.2.10, MFA not told.',
    },
    {
      name: 'without a time',
      events: [signIn('2026-03-20', { ...root, eventTime: null })],
      message: 'The root user signed in to the console at a time that the log does not tell from 192.0.2.10, with MFA.',
    },
  ],
  unknown: [
    {
      name: 'days missing',
      events: [...month.slice(0, 5), ...month.slice(7)],
      reason:
        'none was seen, but the log holds no management events of us-east-1 for 2 of the 30 days before today (2026-03-07, 2026-03-08)',
    },
    {
      name: 'another Region only',
      events: heartbeats('2026-03-02', '2026-03-31', 'eu-west-1'),
      reason:
        'none was seen, but the log holds no management events of us-east-1 for 30 of the 30 days before today (2026-03-02, 2026-03-03, 2026-03-04, 2026-03-05, 2026-03-06 and 25 more)',
    },
    {
      name: 'a partition of which nothing is known',
      account: watchedAccount({ partition: 'aws-new' }),
      events: month,
      reason: 'where partition aws-new records IAM and sign-ins is not known to this version',
    },
  ],
})
