import { parseArn } from '#shared/facts/arn.ts'
import type { Statement } from '#shared/facts/policy.ts'
import { grantsOn } from '#shared/permissions/policy-scan.ts'
import { fail, notApplicable, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { anyRoleOf, broadGrantsOf, statementLabel, whyNotJudgedInDetail } from './broad-grants.ts'
import { permissionPoliciesOf, type PolicyInPlace, unreadPartOf } from './policies-in-place.ts'

const ACTION = 'sts:AssumeRole'

const leavesAccountOpen = (resource: string): boolean => /[*?]/u.test(parseArn(resource)?.account ?? '')

/** `arn:…:iam::*:role/deploy-*`: roles by their name, in accounts of strangers as well. */
const openAccountsOf = ({ document }: PolicyInPlace): readonly { statement: Statement; resource: string }[] =>
  grantsOn(document, ACTION).flatMap(({ statement, conditional }) =>
    conditional
      ? []
      : (statement.resources ?? []).filter(leavesAccountOpen).map((resource) => ({ statement, resource })),
  )

export const assumeRoleOnAllRoles = defineRule({
  id: 'assume-role-on-all-roles',
  family: 'policies',
  title: 'A policy allows to assume every role',
  severity: 'medium',
  frameworks: [],
  rationale:
    'Every role whose trust policy names the account lets its holder in: which roles these are, tomorrow too, is then decided elsewhere.',
  remediation: 'Name the roles in Resource; where they stand in many accounts, limit them by aws:ResourceOrgID.',
  needs: ['account-authorization-details'],
  subjects: permissionPoliciesOf,
  evaluate(policy, { account }) {
    const silent = whyNotJudgedInDetail(policy)
    if (silent) return silent
    const grants = broadGrantsOf(policy, [ACTION], anyRoleOf(account))
    const [open] = grants.filter(({ conditional }) => !conditional)
    if (open) {
      return fail(`${policy.label} allows ${ACTION} on every role (${statementLabel(open.statement)}).`, {
        evidence: { statement: open.statement.index, actions: [ACTION] },
      })
    }
    const [foreign] = openAccountsOf(policy)
    if (foreign) {
      const { statement, resource } = foreign
      return fail(`${policy.label} allows ${ACTION} in every account on ${resource} (${statementLabel(statement)}).`, {
        severity: 'low',
        evidence: { statement: statement.index, actions: [ACTION], resource },
      })
    }
    return unreadPartOf(policy) ?? (grants.length > 0 ? notApplicable('only under conditions') : pass)
  },
  commands: (policy) => policy.commands(),
})
