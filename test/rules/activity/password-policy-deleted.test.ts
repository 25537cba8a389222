import { passwordPolicyDeleted } from '#shared/rules/activity/password-policy-deleted.ts'
import { heartbeats, iamCall } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const month = heartbeats('2026-03-02', '2026-03-31')
const deleted = (time = '2026-03-20', changes = {}) => iamCall(time, 'DeleteAccountPasswordPolicy', {}, changes)
const set = (time: string) => iamCall(time, 'UpdateAccountPasswordPolicy', { minimumPasswordLength: 14 })

describeActivityRule(passwordPolicyDeleted, {
  now: '2026-04-01',
  pass: [
    { name: 'set', events: [...month, set('2026-03-20')] },
    { name: 'refused', events: [...month, deleted('2026-03-20', { errorCode: 'AccessDenied' })] },
    { name: 'there was none', events: [...month, deleted('2026-03-20', { errorCode: 'NoSuchEntityException' })] },
    { name: 'before the window', events: [...month, deleted('2026-03-01T23:59')] },
  ],
  fail: [
    {
      name: 'deleted',
      events: [set('2026-03-19'), deleted()],
      message: 'The password policy of the account was deleted by admin on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
      severity: 'medium',
    },
    {
      name: 'deleted, and set again',
      events: [deleted(), set('2026-03-21')],
      message:
        'The password policy of the account was deleted by admin on 2026-03-20 10:00:00 UTC from 192.0.2.10; one was set again since.',
      severity: 'low',
    },
  ],
})
