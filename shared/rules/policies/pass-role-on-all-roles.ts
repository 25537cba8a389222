import { matchesGlob } from '#shared/facts/glob.ts'
import { type RequiredValue, requiredValuesOf, restricts } from '#shared/permissions/trust-conditions.ts'
import { type BroadGrant, anyRoleOf, broadGrantsOf, statementLabel, whyNotJudgedInDetail } from './broad-grants.ts'
import { fail, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { permissionPoliciesOf, unreadPartOf } from './policies-in-place.ts'

/** Two services that have nothing in common: a pattern that fits both fits every service. */
const UNLIKE_SERVICES: readonly string[] = ['ec2.amazonaws.com', 'lambda.amazonaws.com']

const leavesServiceOpen = ({ values, patterns }: RequiredValue): boolean =>
  patterns && values.some((value) => UNLIKE_SERVICES.every((service) => matchesGlob(value, service)))

const namesService = ({ statement }: BroadGrant): boolean =>
  requiredValuesOf(statement.conditions).some(
    (required) =>
      required.key.toLowerCase() === 'iam:passedtoservice' && restricts(required) && !leavesServiceOpen(required),
  )

export const passRoleOnAllRoles = defineRule({
  id: 'pass-role-on-all-roles',
  family: 'policies',
  title: 'A policy allows to pass every role to every service',
  severity: 'medium',
  frameworks: [],
  rationale:
    'Who may pass any role can hand the strongest role of the account to a function or an instance of their own, and act through it.',
  remediation: 'Name the roles in Resource, and the service in a condition on iam:PassedToService.',
  needs: ['account-authorization-details'],
  subjects: permissionPoliciesOf,
  evaluate(policy, { account }) {
    const silent = whyNotJudgedInDetail(policy)
    if (silent) return silent
    const grants = broadGrantsOf(policy, ['iam:PassRole'], anyRoleOf(account)).filter((grant) => !namesService(grant))
    const worst = grants.find(({ conditional }) => !conditional) ?? grants[0]
    if (!worst) return unreadPartOf(policy) ?? pass
    const how = worst.conditional ? ' under conditions that do not name the service' : ''
    return fail(`${policy.label} allows iam:PassRole on every role${how} (${statementLabel(worst.statement)}).`, {
      ...(worst.conditional ? { severity: 'low' as const } : {}),
      evidence: { statement: worst.statement.index, resources: [...(worst.statement.resources ?? [])] },
    })
  },
  commands: (policy) => policy.commands(),
})
