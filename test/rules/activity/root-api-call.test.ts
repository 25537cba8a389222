import { rootApiCall } from '#shared/rules/activity/root-api-call.ts'
import { event, heartbeats, rootIdentity } from '#test/support/activity.ts'
import { describeActivityRule, watchedAccount } from '#test/support/describe-activity-rule.ts'
import { known } from '#shared/facts/known.ts'

const month = heartbeats('2026-03-02', '2026-03-31')
const root = (more = {}) => ({ userIdentity: { ...rootIdentity, ...more } })

describeActivityRule(rootApiCall, {
  now: '2026-04-01',
  pass: [
    { name: 'nobody', events: month },
    {
      name: 'a service acting for the account',
      events: [...month, event('2026-03-20', root({ invokedBy: 'autoscaling.amazonaws.com' }))],
    },
    {
      name: 'a privileged task',
      events: [...month, event('2026-03-20', root({ sessionContext: { assumedRoot: 'true' } }))],
    },
    {
      name: 'another account of the trail',
      events: [
        ...month,
        event('2026-03-20', {
          ...root({ accountId: '222222222222', arn: 'arn:aws:iam::222222222222:root' }),
          recipientAccountId: '222222222222',
        }),
      ],
    },
  ],
  fail: [
    {
      name: 'in the console',
      events: [
        event('2026-03-20', {
          ...root({ invokedBy: 'signin.amazonaws.com', sessionContext: { attributes: { mfaAuthenticated: 'true' } } }),
          eventName: 'ListAccessKeys',
          eventSource: 'iam.amazonaws.com',
        }),
      ],
      message:
        'The root user called ListAccessKeys, last on 2026-03-20 10:00:00 UTC from 192.0.2.10 in us-east-1, with MFA.',
      severity: 'high',
    },
    {
      name: 'with a key',
      events: [event('2026-03-20', root({ accessKeyId: 'AKIAROOT' }))],
      message:
        'The root user called ListBuckets, last on 2026-03-20 10:00:00 UTC from 192.0.2.10 in us-east-1, MFA not told, with its access key AKIAROOT.',
      severity: 'critical',
    },
  ],
  unknown: [
    {
      name: 'no trail of all Regions is known',
      account: watchedAccount({ trails: known([]) }),
      events: [...month, ...heartbeats('2026-03-02', '2026-03-31', 'eu-west-1')],
      reason:
        'none was seen in eu-west-1, us-east-1, but no trail is known to log in all Regions, and it may have been elsewhere',
    },
  ],
})
