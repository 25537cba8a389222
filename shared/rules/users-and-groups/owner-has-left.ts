import { matchesGlobIgnoringCase } from '#shared/facts/glob.ts'
import { awsCommand } from '../command.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { ownerTagOf, tagsOf } from './owner-tags.ts'
import { granteeWords, usersAndRolesOf } from './principals-of.ts'

export const ownerHasLeft = defineRule({
  id: 'owner-has-left',
  family: 'users-and-groups',
  title: 'Owner of a user or role is no longer on the list of staff',
  severity: 'medium',
  frameworks: [],
  rationale:
    'Nobody answers for the identity any more, and the one who left may still hold its credentials. Off until a list of staff is configured.',
  remediation: 'Find a new owner and let the credentials be replaced, or delete the identity.',
  needs: ['account-authorization-details'],
  parameters: {
    staff: words([], 'Values of owner tags that are in order: people and teams (patterns, case ignored).'),
  },
  enabledByDefault: false,
  subjects: usersAndRolesOf,
  evaluate(identity, { configuration: { ownerTags }, parameters: { staff } }) {
    const tags = tagsOf(identity)
    if (tags.state === 'unknown') return unknown(tags.reason)
    const owner = ownerTagOf(tags.value, ownerTags)
    if (owner === undefined) return notApplicable('no tag names an owner')
    if (staff.length === 0) return unknown('the list of staff is empty: configure the parameter staff')
    if (staff.some((pattern) => matchesGlobIgnoringCase(pattern, owner.value))) return pass
    return fail(`${granteeWords(identity)} belongs to ${owner.value}, who is not on the list of staff.`, {
      evidence: { ownerTag: owner.key, owner: owner.value },
    })
  },
  commands: ({ kind, name }) => [
    awsCommand(`iam tag-${kind}`, { [`${kind}-name`]: name, tags: 'Key=Owner,Value=OWNER' }),
  ],
})
