import { known } from '#shared/facts/known.ts'
import { bothAccessKeysAtWork } from '#shared/rules/activity/both-access-keys-at-work.ts'
import { describeActivityRule, watchedAccount } from '#test/support/describe-activity-rule.ts'
import { accessKey, at, owner, user } from '#test/support/facts.ts'
import { keyCalls } from './key-log.ts'

const old = keyCalls('2026-01-01', '2026-03-30', { eventSource: 'sqs.amazonaws.com' }, 'AKIAOLD')
const newer = keyCalls('2026-02-01', '2026-03-30', {}, 'AKIANEW')
const made = (oldDay: string, newDay: string) =>
  watchedAccount({
    users: known([
      user({
        name: 'bot',
        accessKeys: known([
          accessKey({ accessKeyId: 'AKIAOLD', owner: owner('bot'), createdAt: known(at(oldDay)) }),
          accessKey({ accessKeyId: 'AKIANEW', owner: owner('bot'), createdAt: known(at(newDay)) }),
        ]),
      }),
    ]),
  })

describeActivityRule(bothAccessKeysAtWork, {
  now: '2026-04-01',
  pass: [
    {
      name: 'the old one is quiet for more than 14 days',
      events: [...newer, ...keyCalls('2026-01-01', '2026-03-17', {}, 'AKIAOLD')],
    },
    {
      name: 'the new one is exactly 30 days old',
      account: made('2025-01-01', '2026-03-02'),
      events: [...old, ...newer],
    },
  ],
  fail: [
    {
      name: 'one day more',
      account: made('2025-01-01', '2026-03-01'),
      events: [...old, ...newer],
      message:
        'bot uses AKIAOLD beside the newer AKIANEW (made 2026-03-01): drop AKIAOLD, which still calls sqs.amazonaws.com.',
    },
    {
      name: 'what the evidence says decides which is older',
      account: made('2026-02-01', '2025-01-01'),
      events: [...old, ...newer],
      message:
        'bot uses AKIANEW beside the newer AKIAOLD (made 2026-02-01): drop AKIANEW, which still calls s3.amazonaws.com.',
    },
    {
      name: 'births not known',
      events: [...old, ...newer],
      message:
        'bot uses AKIAOLD beside the newer AKIANEW (first seen 2026-02-01): drop AKIAOLD, which still calls sqs.amazonaws.com.',
    },
  ],
  notApplicable: [{ name: 'one key', events: newer }],
})
