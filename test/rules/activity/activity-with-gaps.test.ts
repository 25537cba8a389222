import { activityWithGaps } from '#shared/rules/activity/activity-with-gaps.ts'
import { heartbeats } from '#test/support/activity.ts'
import { unknownFact } from '#shared/facts/known.ts'
import { describeActivityRule, watchedAccount } from '#test/support/describe-activity-rule.ts'

const month = heartbeats('2026-03-02', '2026-03-31')

describeActivityRule(activityWithGaps, {
  now: '2026-04-01',
  pass: [
    { name: 'each day', events: month },
    {
      name: 'a gap longer ago',
      events: [...heartbeats('2025-12-01', '2025-12-02'), ...heartbeats('2026-01-01', '2026-03-31')],
    },
    {
      name: 'each day, in one account or another, where nothing says which is judged',
      account: watchedAccount({ id: unknownFact('not told') }),
      events: [
        ...month.slice(0, 10),
        ...heartbeats('2026-03-12', '2026-03-31').map((one) => ({ ...one, recipientAccountId: '222222222222' })),
      ],
    },
    {
      name: 'each day, in one Region or another',
      events: [...month.slice(0, 10), ...heartbeats('2026-03-12', '2026-03-31', 'eu-west-1')],
    },
  ],
  fail: [
    {
      name: 'two days',
      events: [...month.slice(0, 5), ...month.slice(7)],
      message: 'The CloudTrail log has gaps: no event of 2026-03-07, 2026-03-08.',
    },
    {
      name: 'up to yesterday',
      events: month.slice(0, -1),
      message: 'The CloudTrail log has gaps: no event of 2026-03-31.',
    },
  ],
})
