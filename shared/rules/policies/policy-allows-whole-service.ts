import { serviceWildcardsOf } from '#shared/permissions/policy-scan.ts'
import { awsConfig, securityHub } from '../frameworks.ts'
import { fail, notApplicable, pass } from '../outcome.ts'
import { words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { statementLabel, whyNotJudgedInDetail } from './broad-grants.ts'
import { permissionPoliciesOf, unreadPartOf } from './policies-in-place.ts'

const SHOWN = 5

export const policyAllowsWholeService = defineRule({
  id: 'policy-allows-whole-service',
  family: 'policies',
  title: 'A policy allows every action of a service',
  severity: 'low',
  frameworks: [...securityHub('IAM.21'), ...awsConfig('iam-policy-no-statements-with-full-access')],
  rationale:
    'With `service:*` come the actions that delete, that share with other accounts and that change permissions, and all that AWS will add.',
  remediation: 'Name the actions that are used; a wildcard on a verb (`s3:Get*`) is a good step.',
  needs: ['account-authorization-details'],
  parameters: {
    allowed: words([], 'Service prefixes of which every action may be allowed.'),
    grave: words(
      ['iam', 'sts', 'organizations', 'kms', 'sso', 'sso-directory', 'identitystore', 'account'],
      'Service prefixes for which this is a medium finding.',
    ),
  },
  subjects: permissionPoliciesOf,
  evaluate(policy, { parameters: { allowed, grave } }) {
    const silent = whyNotJudgedInDetail(policy)
    if (silent) return silent
    const found = serviceWildcardsOf(policy.document).filter(({ service }) => !allowed.includes(service))
    const open = found.filter(({ onAllResources, conditional }) => onAllResources && !conditional)
    const [first] = open
    if (!first) {
      return (
        unreadPartOf(policy) ?? (found.length > 0 ? notApplicable('only on named resources or under conditions') : pass)
      )
    }
    const services = [...new Set(open.map(({ service }) => `${service}:*`))]
    const more = services.length > SHOWN ? ` and ${services.length - SHOWN} more` : ''
    const isGrave = open.some(({ service }) => grave.includes(service))
    return fail(
      `${policy.label} allows ${services.slice(0, SHOWN).join(', ')}${more} on every resource (${statementLabel(first.statement)}).`,
      { ...(isGrave ? { severity: 'medium' as const } : {}), evidence: { services } },
    )
  },
  commands: (policy) => policy.commands(),
})
