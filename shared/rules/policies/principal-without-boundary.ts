import { knownOr } from '#shared/facts/known.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import { canChangePermissions } from '#shared/permissions/administrator.ts'
import { awsCommand } from '../command.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { permissionsOf, principalLabel, principalsOf, whyMeant } from './principals-with-grants.ts'

const boundaryOf = (principal: User | Role): string | undefined =>
  principal.kind === 'user'
    ? knownOr(principal.grants, undefined)?.permissionsBoundaryArn
    : principal.grants.permissionsBoundaryArn

const SHOWN = 4

export const principalWithoutBoundary = defineRule({
  id: 'principal-without-boundary',
  yieldsTo: ['principal-can-escalate', 'principal-changes-permissions'],
  family: 'policies',
  title: 'A user or role that can change IAM permissions has no permissions boundary',
  severity: 'low',
  frameworks: [],
  rationale:
    'A boundary is what still holds when a principal writes policies for itself; without one, changing permissions has no limit.',
  remediation:
    'Set a permissions boundary, and allow to make roles only with the same boundary (iam:PermissionsBoundary).',
  needs: ['account-authorization-details'],
  subjects: principalsOf,
  evaluate(principal, { account }) {
    const permissions = permissionsOf(principal, account)
    if (permissions.state === 'unknown') return unknown(permissions.reason)
    const silent = whyMeant(principal, permissions.value, account)
    if (silent) return silent
    if (boundaryOf(principal) !== undefined) return pass
    const actions = canChangePermissions(permissions.value)
    const [reason] = permissions.value.missing
    if (actions.length === 0) {
      return reason === undefined ? notApplicable('it cannot change IAM permissions') : unknown(reason)
    }
    const more = actions.length > SHOWN ? ` and ${actions.length - SHOWN} more` : ''
    return fail(
      `${principalLabel(principal)} can change IAM permissions (${actions.slice(0, SHOWN).join(', ')}${more}) and has no permissions boundary.`,
      { evidence: { actions: [...actions] } },
    )
  },
  commands: (principal) => [
    awsCommand(`iam put-${principal.kind}-permissions-boundary`, {
      [`${principal.kind}-name`]: principal.name,
      'permissions-boundary': 'BOUNDARY_POLICY_ARN',
    }),
  ],
})
