import { known } from '#shared/facts/known.ts'
import { breakGlassInLog } from '#shared/rules/activity/break-glass-in-log.ts'
import { event, heartbeats, roleIdentity } from '#test/support/activity.ts'
import { describeActivityRule, watchedAccount } from '#test/support/describe-activity-rule.ts'
import { role, user } from '#test/support/facts.ts'
import { keyCall } from './key-log.ts'

const month = heartbeats('2026-03-02', '2026-03-31')
const account = watchedAccount({
  roles: known([role({ name: 'emergency', tags: [{ key: 'break-glass', value: 'true' }] })]),
})
const users = watchedAccount({ users: known([user({ name: 'bot' })]) })
const botIsBreakGlass = { identityClasses: [{ name: 'break-glass', match: [{ name: 'bot' }] }] }
const used = (time: string) => event(time, { userIdentity: roleIdentity('emergency'), eventName: 'DeleteBucket' })

describeActivityRule(breakGlassInLog, {
  now: '2026-04-01',
  pass: [
    { name: 'nobody', account, events: month },
    { name: 'before the window', account, events: [...month, used('2026-03-01T23:59')] },
  ],
  fail: [
    {
      name: 'a role',
      account,
      events: [used('2026-03-02T00:00')],
      message: 'Break-glass role emergency called DeleteBucket from 192.0.2.10, last on 2026-03-02 00:00:00 UTC.',
    },
    {
      name: 'a user',
      account: users,
      configuration: botIsBreakGlass,
      events: [keyCall('2026-03-20')],
      message: 'Break-glass user bot called ListBuckets from 192.0.2.10, last on 2026-03-20 10:00:00 UTC.',
    },
  ],
  notApplicable: [{ name: 'an ordinary user', account: users, events: [keyCall('2026-03-20')] }],
})
