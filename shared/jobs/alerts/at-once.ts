import { activityRules } from '#shared/rules/activity/index.ts'
import type { Rule } from '#shared/rules/rule.ts'
import { credentialMade } from './credential-made.ts'
import { policyWidened } from './policy-widened.ts'

/** What cannot wait for tomorrow, of the rules that need no more than one event. All others need the days around it. */
const AT_ONCE: ReadonlySet<string> = new Set([
  'access-key-tried-by-scanner',
  'administrator-policy-attached-in-log',
  'assume-root-called',
  'break-glass-in-log',
  'canary-key-in-log',
  'console-session-from-api-credentials',
  'console-sign-in-without-mfa',
  'credential-made-by-root',
  'credential-made-for-someone-else',
  'credential-made-outside-deployment',
  'federation-session-of-user',
  'iam-change-hidden-from-log',
  'login-profile-changed',
  'mfa-device-deactivated',
  'password-policy-deleted',
  'policy-attached-to-self',
  'quarantine-policy-attached',
  'role-opened-to-outside',
  'root-api-call',
  'root-console-sign-in',
  'root-password-changed',
  'root-privileged-task',
  'session-used-by-attack-tool',
  'trail-stopped-or-narrowed',
  'way-to-sign-in-changed',
])

export const rulesAtOnce: readonly Rule[] = [
  ...activityRules.filter(({ id }) => AT_ONCE.has(id)),
  credentialMade,
  policyWidened,
]
