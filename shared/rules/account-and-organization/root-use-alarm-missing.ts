import { cis, securityHub } from '../frameworks.ts'
import { defineRule } from '../rule.ts'
import { judgeAlarm } from './judge-alarm.ts'
import { ROOT_USE } from './watched-events.ts'

export const rootUseAlarmMissing = defineRule({
  id: 'root-use-alarm-missing',
  family: 'account-and-organization',
  title: 'Nobody is alarmed when the root user is used',
  severity: 'medium',
  frameworks: [...cis('4.3', { v50: '4.3', v60: '5.3', v70: '5.3' }), ...securityHub('CloudWatch.1')],
  rationale: 'Every use of the root user is worth a question on the same day.',
  remediation:
    'Deliver a multi-Region trail to a log group, put a metric filter on it that selects these events, and an alarm with an action on its metric. An EventBridge rule is quicker but is not seen by this check.',
  needs: ['trails', 'trail-status', 'event-selectors', 'metric-filters', 'alarms'],
  subjects: (account) => [account],
  evaluate: (account) => judgeAlarm(account, ROOT_USE),
})
