import { matchesGlob } from '#shared/facts/glob.ts'
import { expectedRoleReason } from '../expected-role.ts'
import { fail, notApplicable, pass } from '../outcome.ts'
import { words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { granteesOf, granteeWords } from './principals-of.ts'

export const nameOutsideConvention = defineRule({
  id: 'name-outside-convention',
  family: 'users-and-groups',
  title: 'Name of a user, role or group does not follow the convention',
  severity: 'info',
  frameworks: [],
  rationale:
    'Where names tell what an identity is for, a name that does not stands out, and so should a reviewer’s question. Off until patterns are configured.',
  remediation:
    'Make the identity again under a name of the convention, outside the tool only if there is no other way.',
  needs: ['account-authorization-details'],
  parameters: {
    userPatterns: words([], 'Patterns of which a user name must match one; none: any name.'),
    rolePatterns: words([], 'Patterns of which a role name must match one; none: any name.'),
    groupPatterns: words([], 'Patterns of which a group name must match one; none: any name.'),
  },
  enabledByDefault: false,
  subjects: granteesOf,
  evaluate(grantee, { account, parameters: { userPatterns, rolePatterns, groupPatterns } }) {
    const patterns = { user: userPatterns, role: rolePatterns, group: groupPatterns }[grantee.kind]
    if (patterns.length === 0) return notApplicable(`no pattern for names of ${grantee.kind}s is configured`)
    const expected = grantee.kind === 'role' ? expectedRoleReason(grantee, account) : undefined
    if (expected !== undefined) return notApplicable(expected)
    if (patterns.some((pattern) => matchesGlob(pattern, grantee.name))) return pass
    return fail(`${granteeWords(grantee)} matches none of the patterns for names: ${patterns.join(', ')}.`, {
      evidence: { patterns },
    })
  },
})
