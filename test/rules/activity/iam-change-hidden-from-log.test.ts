import { iamChangeHiddenFromLog } from '#shared/rules/activity/iam-change-hidden-from-log.ts'
import type { JsonObject } from '#shared/facts/json.ts'
import { heartbeats, iamCall, userIdentity } from '#test/support/activity.ts'
import { describeActivityRule } from '#test/support/describe-activity-rule.ts'

const month = heartbeats('2026-01-01', '2026-03-31')
/** As CloudTrail writes it instead of parameters of more than 100 kB. */
const omitted: JsonObject = { omitted: true, originalSize: 102_401, reason: 'requestParameters too large' }
const by = (name: string): JsonObject => ({ userIdentity: userIdentity(name) })

describeActivityRule(iamChangeHiddenFromLog, {
  now: '2026-04-01',
  pass: [
    {
      name: 'a policy that the log shows',
      events: [...month, iamCall('2026-03-20', 'PutUserPolicy', { userName: 'a' })],
    },
    {
      name: 'refused',
      events: [...month, iamCall('2026-03-20', 'PutUserPolicy', omitted, { errorCode: 'AccessDenied' })],
    },
    { name: 'SAML metadata are large', events: [...month, iamCall('2026-03-20', 'UpdateSAMLProvider', omitted)] },
    { name: 'so are chains', events: [...month, iamCall('2026-03-20', 'UploadServerCertificate', omitted)] },
    { name: 'before the window', events: [...month, iamCall('2025-12-31T23:59', 'CreatePolicy', omitted)] },
  ],
  fail: [
    {
      name: 'an inline policy',
      events: [iamCall('2026-03-20', 'PutUserPolicy', omitted, by('ann'))],
      message:
        'ann called PutUserPolicy with a policy so large that the log does not show it, last on 2026-03-20 10:00:00 UTC from 192.0.2.10.',
      severity: 'high',
    },
    {
      name: 'a policy, and a trust policy',
      events: [
        iamCall('2026-03-20', 'CreatePolicy', omitted, by('ann')),
        iamCall('2026-03-21', 'UpdateAssumeRolePolicy', omitted, by('ann')),
      ],
      message:
        'ann called CreatePolicy, UpdateAssumeRolePolicy with a policy so large that the log does not show it, last on 2026-03-21 10:00:00 UTC from 192.0.2.10.',
    },
  ],
})
