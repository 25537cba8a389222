import { rootPrivilegedTask } from '#shared/rules/activity/root-privileged-task.ts'
import { event, heartbeats, roleIdentity, rootIdentity } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const month = heartbeats('2026-03-02', '2026-03-31')
const task = (mark: string | boolean) =>
  event('2026-03-20', {
    userIdentity: { ...rootIdentity, accessKeyId: 'ASIATASK', sessionContext: { assumedRoot: mark } },
    eventName: 'DeleteBucketPolicy',
  })
const opening = event('2026-03-20T09:59', {
  userIdentity: roleIdentity('central'),
  eventSource: 'sts.amazonaws.com',
  eventName: 'AssumeRoot',
  requestParameters: {
    targetPrincipal: '111111111111',
    taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' },
  },
  responseElements: { credentials: { accessKeyId: 'ASIATASK' } },
})

describeActivityRule(rootPrivilegedTask, {
  now: '2026-04-01',
  pass: [
    { name: 'root itself is another rule', events: [...month, event('2026-03-20', { userIdentity: rootIdentity })] },
  ],
  fail: [
    {
      name: 'with the call that opened it',
      events: [task('true'), opening],
      message:
        'A privileged task ran as the root user (DeleteBucketPolicy), last on 2026-03-20 10:00:00 UTC from 192.0.2.10; opened by arn:aws:iam::111111111111:role/central with S3UnlockBucketPolicy.',
    },
    {
      name: 'without it',
      events: [task(true)],
      message:
        'A privileged task ran as the root user (DeleteBucketPolicy), last on 2026-03-20 10:00:00 UTC from 192.0.2.10; who opened the session is not in this log.',
    },
  ],
})
