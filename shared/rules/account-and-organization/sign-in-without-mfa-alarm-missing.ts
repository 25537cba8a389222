import { cis, securityHub } from '../frameworks.ts'
import { defineRule } from '../rule.ts'
import { judgeAlarm } from './judge-alarm.ts'
import { SIGN_IN_WITHOUT_MFA } from './watched-events.ts'

export const signInWithoutMfaAlarmMissing = defineRule({
  id: 'sign-in-without-mfa-alarm-missing',
  family: 'account-and-organization',
  title: 'Nobody is alarmed on a console sign-in without MFA',
  severity: 'low',
  frameworks: [...cis('4.2', { v50: '4.2', v60: '5.2', v70: '5.2' }), ...securityHub('CloudWatch.3')],
  rationale: 'A sign-in without MFA is what a stolen password looks like.',
  remediation:
    'Deliver a multi-Region trail to a log group, put a metric filter on it that selects these events, and an alarm with an action on its metric. An EventBridge rule is quicker but is not seen by this check.',
  needs: ['trails', 'trail-status', 'event-selectors', 'metric-filters', 'alarms'],
  subjects: (account) => [account],
  evaluate: (account) => judgeAlarm(account, SIGN_IN_WITHOUT_MFA),
})
