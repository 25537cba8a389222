import { awsCommand } from '../command.ts'
import { expectedRoleReason } from '../expected-role.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { ownerTagOf, tagsOf } from './owner-tags.ts'
import { granteeWords, usersAndRolesOf } from './principals-of.ts'

export const ownerTagMissing = defineRule({
  id: 'owner-tag-missing',
  family: 'users-and-groups',
  title: 'User or role names no owner',
  severity: 'low',
  frameworks: [],
  rationale:
    'Every other finding needs somebody to ask. Without an owner nobody dares to delete anything. Off until it is configured, as not everybody keeps owners in tags.',
  remediation: 'Tag the identity with who answers for it: a person or, better, a team that outlives the person.',
  needs: ['account-authorization-details'],
  enabledByDefault: false,
  subjects: usersAndRolesOf,
  evaluate(identity, { account, configuration: { ownerTags } }) {
    const expected = identity.kind === 'role' ? expectedRoleReason(identity, account) : undefined
    if (expected !== undefined) return notApplicable(expected)
    const tags = tagsOf(identity)
    if (tags.state === 'unknown') return unknown(tags.reason)
    if (ownerTagOf(tags.value, ownerTags)) return pass
    return fail(`${granteeWords(identity)} has none of the tags that name an owner: ${ownerTags.join(', ')}.`, {
      evidence: { tagKeys: tags.value.map(({ key }) => key) },
    })
  },
  commands: ({ kind, name }) => [
    awsCommand(`iam tag-${kind}`, { [`${kind}-name`]: name, tags: 'Key=Owner,Value=OWNER' }),
  ],
})
