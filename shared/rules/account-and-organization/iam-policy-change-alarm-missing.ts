import { cis, securityHub } from '../frameworks.ts'
import { defineRule } from '../rule.ts'
import { judgeAlarm } from './judge-alarm.ts'
import { IAM_POLICY_CHANGE } from './watched-events.ts'

export const iamPolicyChangeAlarmMissing = defineRule({
  id: 'iam-policy-change-alarm-missing',
  family: 'account-and-organization',
  title: 'Nobody is alarmed when IAM policies change',
  severity: 'low',
  frameworks: [...cis('4.4', { v50: '4.4', v60: '5.4', v70: '5.4' }), ...securityHub('CloudWatch.4')],
  rationale:
    'Who has got in widens their own permissions next; a change of policies outside the deployment is the sign of it.',
  remediation:
    'Deliver a multi-Region trail to a log group, put a metric filter on it that selects these events, and an alarm with an action on its metric. An EventBridge rule is quicker but is not seen by this check.',
  needs: ['trails', 'trail-status', 'event-selectors', 'metric-filters', 'alarms'],
  subjects: (account) => [account],
  evaluate: (account) => judgeAlarm(account, IAM_POLICY_CHANGE),
})
