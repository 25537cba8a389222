import { rootSignInFailed } from '#shared/rules/activity/root-sign-in-failed.ts'
import { heartbeats, rootIdentity, signIn } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const failed = { userIdentity: rootIdentity, result: 'Failure' }
const month = heartbeats('2026-03-02', '2026-03-31')
const two = { rules: new Map([[rootSignInFailed.id, { parameters: { allowedFailures: 2 } }]]) }

describeActivityRule(rootSignInFailed, {
  now: '2026-04-01',
  pass: [
    { name: 'a success', events: [...month, signIn('2026-03-20', { userIdentity: rootIdentity })] },
    {
      name: 'as many as are allowed',
      configuration: two,
      events: [signIn('2026-03-20', failed), signIn('2026-03-21', failed)],
    },
    { name: 'before the window', events: [...month, signIn('2026-03-01T23:59', failed)] },
  ],
  fail: [
    {
      name: 'one',
      events: [signIn('2026-03-20', failed)],
      message: 'A sign-in as the root user failed on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
    },
    {
      name: 'one more than are allowed',
      configuration: two,
      events: [signIn('2026-03-20', failed), signIn('2026-03-21', failed), signIn('2026-03-22', failed)],
      message: 'A sign-in as the root user failed on 2026-03-22 10:00:00 UTC from 192.0.2.10.',
    },
  ],
})
