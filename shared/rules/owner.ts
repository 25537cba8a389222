import type { AccountFacts } from '#shared/facts/account.ts'
import { knownOr } from '#shared/facts/known.ts'
import { type Tag, tagValue } from '#shared/facts/tag.ts'
import type { Subject } from './subject.ts'

/** Who answers for a subject: the first owner tag that is set on its principal. */
export const ownerOf = (
  account: AccountFacts,
  ownerTags: readonly string[],
): ((subject: Subject) => string | undefined) => {
  // Found once for each principal: there are several findings of most.
  const owners = new Map<string, string>()
  const note = (arn: string, tags: readonly Tag[]): void => {
    const owner = ownerTags.map((key) => tagValue(tags, key)).find((value) => value !== undefined && value !== '')
    if (owner !== undefined) owners.set(arn, owner)
  }
  for (const user of knownOr(account.users, [])) note(user.arn, knownOr(user.tags, []))
  for (const role of knownOr(account.roles, [])) note(role.arn, role.tags)
  return ({ principalArn }) => (principalArn === undefined ? undefined : owners.get(principalArn))
}
