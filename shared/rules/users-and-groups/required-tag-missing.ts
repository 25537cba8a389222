import { awsCommand } from '../command.ts'
import { expectedRoleReason } from '../expected-role.ts'
import { tagValue } from '#shared/facts/tag.ts'
import { securityHub } from '../frameworks.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { tagsOf } from './owner-tags.ts'
import { granteeWords, usersAndRolesOf } from './principals-of.ts'

export const requiredTagMissing = defineRule({
  id: 'required-tag-missing',
  family: 'users-and-groups',
  title: 'User or role lacks a required tag',
  severity: 'low',
  frameworks: securityHub('IAM.24', 'IAM.25'),
  rationale:
    'Who divides costs, access or duties by tags must be able to rely on them. Off until it is configured, as only you know which tags you need.',
  remediation: 'Set the tag.',
  needs: ['account-authorization-details'],
  parameters: { tagKeys: words([], 'Keys of the tags that every user and role must have.') },
  enabledByDefault: false,
  subjects: usersAndRolesOf,
  evaluate(identity, { account, parameters: { tagKeys } }) {
    if (tagKeys.length === 0) return notApplicable('no tag is required')
    const expected = identity.kind === 'role' ? expectedRoleReason(identity, account) : undefined
    if (expected !== undefined) return notApplicable(expected)
    const tags = tagsOf(identity)
    if (tags.state === 'unknown') return unknown(tags.reason)
    const missing = tagKeys.filter((key) => tagValue(tags.value, key) === undefined)
    if (missing.length === 0) return pass
    return fail(`${granteeWords(identity)} lacks the ${missing.length === 1 ? 'tag' : 'tags'} ${missing.join(', ')}.`, {
      evidence: { missing, tagKeys: tags.value.map(({ key }) => key) },
    })
  },
  commands: ({ kind, name }) => [
    awsCommand(`iam tag-${kind}`, { [`${kind}-name`]: name, tags: 'Key=TAG_KEY,Value=TAG_VALUE' }),
  ],
})
