import { passwordSpraying } from '#shared/rules/activity/password-spraying.ts'
import { heartbeats, signIn, userIdentity } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const month = heartbeats('2026-03-02', '2026-03-31')
const tries = (count: number, more = {}) =>
  Array.from({ length: count }, (_, index) =>
    signIn(`2026-03-20T10:0${index}`, { result: 'Failure', userIdentity: userIdentity(`user-${index}`), ...more }),
  )

describeActivityRule(passwordSpraying, {
  now: '2026-04-01',
  pass: [
    { name: 'four names', events: [...month, ...tries(4)] },
    { name: 'one name five times', events: [...month, ...tries(5, { userIdentity: userIdentity('ann') })] },
    {
      name: 'five names over more than an hour',
      events: [
        ...month,
        ...tries(4),
        signIn('2026-03-20T11:04', { result: 'Failure', userIdentity: userIdentity('zoe') }),
      ],
    },
  ],
  fail: [
    {
      name: 'five names',
      events: tries(5),
      message:
        'From 192.0.2.10 sign-ins failed under at least 5 names within 60 minutes, last on 2026-03-20 10:04:00 UTC.',
    },
  ],
})
