import { openStatementsOf } from '#shared/permissions/policy-scan.ts'
import { awsConfig, securityHub } from '../frameworks.ts'
import { fail, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { statementLabel, whyNotJudgedInDetail } from './broad-grants.ts'
import { permissionPoliciesOf, unreadPartOf } from './policies-in-place.ts'

export const policyAllowsByNotAction = defineRule({
  id: 'policy-allows-by-not-action',
  family: 'policies',
  title: 'A policy allows everything but a list (Allow with NotAction)',
  severity: 'medium',
  // IAM.21 fails on NotAction of a service as it does on `service:*`.
  frameworks: [...securityHub('IAM.21'), ...awsConfig('iam-policy-no-statements-with-full-access')],
  rationale:
    'NotAction with Allow gives every action of AWS that it does not name, those of services that do not exist yet included. It is nearly always meant to be a Deny.',
  remediation: 'Name what is allowed in Action; write what is forbidden as a Deny.',
  needs: ['account-authorization-details'],
  subjects: permissionPoliciesOf,
  evaluate(policy) {
    const silent = whyNotJudgedInDetail(policy)
    if (silent) return silent
    const { document } = policy
    const found = (document.state === 'parsed' ? document.statements : []).filter(
      ({ effect, notActions }) => effect === 'Allow' && notActions !== undefined,
    )
    const [first] = found
    if (!first) return unreadPartOf(policy) ?? pass
    const excepted = (first.notActions ?? []).slice(0, 5).join(', ')
    const open = new Set(openStatementsOf(document).flatMap((one) => (one.reachesAllOf('*') ? one.statement : [])))
    const isNarrow = !found.some((statement) => open.has(statement))
    return fail(
      `${policy.label} allows every action but ${excepted} (NotAction in ${found.map(statementLabel).join(', ')}).`,
      {
        ...(isNarrow ? { severity: 'low' as const } : {}),
        evidence: { statements: found.map(({ index }) => index) },
      },
    )
  },
  commands: (policy) => policy.commands(),
})
