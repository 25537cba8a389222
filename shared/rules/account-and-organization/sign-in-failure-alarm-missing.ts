import { cis, securityHub } from '../frameworks.ts'
import { defineRule } from '../rule.ts'
import { judgeAlarm } from './judge-alarm.ts'
import { SIGN_IN_FAILURE } from './watched-events.ts'

export const signInFailureAlarmMissing = defineRule({
  id: 'sign-in-failure-alarm-missing',
  family: 'account-and-organization',
  title: 'Nobody is alarmed on failed console sign-ins',
  severity: 'low',
  frameworks: [...cis('4.6', { v50: '4.6', v60: '5.6', v70: '5.6' }), ...securityHub('CloudWatch.6')],
  rationale: 'Many failed sign-ins are somebody who tries passwords.',
  remediation:
    'Deliver a multi-Region trail to a log group, put a metric filter on it that selects these events, and an alarm with an action on its metric. An EventBridge rule is quicker but is not seen by this check.',
  needs: ['trails', 'trail-status', 'event-selectors', 'metric-filters', 'alarms'],
  subjects: (account) => [account],
  evaluate: (account) => judgeAlarm(account, SIGN_IN_FAILURE),
})
