import { known } from '#shared/facts/known.ts'
import { dormantAccessKeyWokeUp } from '#shared/rules/activity/dormant-access-key-woke-up.ts'
import { heartbeats } from '#test/support/activity.ts'
import { describeActivityRule, watchedAccount } from '#test/support/describe-activity-rule.ts'
import { accessKey, at, owner, user } from '#test/support/facts.ts'
import { KEY, keyCall } from './key-log.ts'

const log = heartbeats('2026-01-01', '2026-03-31')
const madeOn = (day: string) =>
  watchedAccount({
    users: known([
      user({
        name: 'bot',
        accessKeys: known([accessKey({ accessKeyId: KEY, owner: owner('bot'), createdAt: known(at(day)) })]),
      }),
    ]),
  })

describeActivityRule(dormantAccessKeyWokeUp, {
  now: '2026-04-01',
  pass: [
    // 2026-02-13 to 2026-03-29 are 45 days.
    { name: 'quiet for exactly 45 days', events: [...log, keyCall('2026-02-12'), keyCall('2026-03-30')] },
    { name: 'first use, nothing known of before', events: [...log, keyCall('2026-03-30')] },
    { name: 'made a week before', account: madeOn('2026-03-23'), events: [...log, keyCall('2026-03-30')] },
  ],
  fail: [
    {
      name: 'quiet for 46 days',
      events: [...log, keyCall('2026-02-11'), keyCall('2026-03-30')],
      message:
        'Access key AKIAONE of bot was used again on 2026-03-30 after more than 45 days of quiet (since 2026-02-11), from 192.0.2.0/24.',
    },
    {
      name: 'and then busy',
      events: [...log, keyCall('2026-02-11'), keyCall('2026-03-30'), keyCall('2026-03-31')],
      message:
        'Access key AKIAONE of bot was used again on 2026-03-30 after more than 45 days of quiet (since 2026-02-11), from 192.0.2.0/24.',
    },
    {
      name: 'made long ago, and never used until now',
      account: madeOn('2025-06-01'),
      events: [...log, keyCall('2026-03-30')],
      message:
        'Access key AKIAONE of bot was used again on 2026-03-30 after more than 45 days of quiet (since 2025-06-01), from 192.0.2.0/24.',
    },
  ],
  unknown: [
    {
      name: 'the log has a gap in the quiet',
      events: [...log.slice(0, 60), ...log.slice(61), keyCall('2026-02-01'), keyCall('2026-03-30')],
      reason: 'before 2026-03-30 no use of the key was seen for more than 45 days, but the log has gaps there',
    },
  ],
  notApplicable: [{ name: 'woke up long ago', events: [...log, keyCall('2026-01-01'), keyCall('2026-03-17')] }],
})
