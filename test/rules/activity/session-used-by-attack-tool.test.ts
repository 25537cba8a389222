import { sessionUsedByAttackTool } from '#shared/rules/activity/session-used-by-attack-tool.ts'
import type { JsonObject } from '#shared/facts/json.ts'
import { event, roleIdentity, userIdentity } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const KALI = 'aws-cli/2.23.6 os/linux#6.12.13+kali-amd64 md/distrib#kali.2025 md/command#iam.get-user'
const call = (changes: JsonObject, time = '2026-03-20') =>
  event(time, { userIdentity: roleIdentity('app'), userAgent: KALI, ...changes })

describeActivityRule(sessionUsedByAttackTool, {
  now: '2026-04-01',
  pass: [
    { name: 'the usual agent', events: [call({ userAgent: 'aws-sdk-go-v2/1.30 os/linux' })] },
    { name: 'an auditor’s tool with a role', events: [call({ userAgent: 'ScoutSuite/5.14' })] },
    { name: 'before the window', events: [call({}, '2025-12-31T23:59')] },
    {
      name: 'a long-lived key: it has a rule of its own',
      events: [call({ userIdentity: userIdentity('ann', 'AKIAANN') })],
    },
    {
      name: 'by a service on its behalf',
      events: [call({ userIdentity: { ...roleIdentity('app'), invokedBy: 'cloudformation.amazonaws.com' } })],
    },
  ],
  fail: [
    {
      name: 'a role, from Kali Linux',
      events: [call({})],
      message: `Temporary credentials of app were used with ${KALI}, last on 2026-03-20 10:00:00 UTC.`,
      severity: 'high',
    },
    {
      name: 'a user, with a session',
      events: [call({ userIdentity: userIdentity('ann', 'ASIAANN'), userAgent: 'Boto3/1.34 Pacu' })],
      message: 'Temporary credentials of ann were used with Boto3/1.34 Pacu, last on 2026-03-20 10:00:00 UTC.',
    },
  ],
  unknown: [
    {
      name: 'more agents than the profile holds',
      events: Array.from({ length: 60 }, (_, index) => call({ userAgent: `app/1.${index} os/linux` })),
      reason: 'it came with so many user agents that the profile holds only a part',
    },
  ],
})
