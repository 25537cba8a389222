import { fail, notApplicable, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { anyRoleOf, broadGrantsOf, statementLabel, whyNotJudgedInDetail } from './broad-grants.ts'
import { permissionPoliciesOf, unreadPartOf } from './policies-in-place.ts'

const ACTIONS = ['sts:AssumeRole']

export const assumeRoleOnAllRoles = defineRule({
  id: 'assume-role-on-all-roles',
  family: 'policies',
  title: 'A policy allows to assume every role',
  severity: 'medium',
  frameworks: [],
  rationale:
    'Every role whose trust policy names the account lets its holder in: which roles these are, tomorrow too, is then decided elsewhere.',
  remediation: 'Name the roles in Resource.',
  needs: ['account-authorization-details'],
  subjects: permissionPoliciesOf,
  evaluate(policy, { account }) {
    const silent = whyNotJudgedInDetail(policy)
    if (silent) return silent
    const grants = broadGrantsOf(policy, ACTIONS, anyRoleOf(account))
    const open = grants.filter(({ conditional }) => !conditional)
    const [first] = open
    if (!first) return unreadPartOf(policy) ?? (grants.length > 0 ? notApplicable('only under conditions') : pass)
    const actions = [...new Set(open.map(({ action }) => action))]
    return fail(`${policy.label} allows ${actions.join(', ')} on every role (${statementLabel(first.statement)}).`, {
      evidence: { statement: first.statement.index, actions },
    })
  },
  commands: ({ commands }) => commands,
})
