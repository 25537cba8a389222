import type { AccountFacts } from '#shared/facts/account.ts'
import { knownOr } from '#shared/facts/known.ts'
import { type Tag, tagValue } from '#shared/facts/tag.ts'
import type { Subject } from './subject.ts'

/** Who answers for a subject: the first owner tag that is set on its principal. */
export const ownerOf = (
  account: AccountFacts,
  ownerTags: readonly string[],
): ((subject: Subject) => string | undefined) => {
  const tags = new Map<string, readonly Tag[]>()
  for (const user of knownOr(account.users, [])) tags.set(user.arn, knownOr(user.tags, []))
  for (const role of knownOr(account.roles, [])) tags.set(role.arn, role.tags)
  return (subject) => {
    const found = tags.get(subject.principalArn ?? '')
    if (found === undefined || found.length === 0) return undefined
    return ownerTags.map((key) => tagValue(found, key)).find((value) => value !== undefined && value !== '')
  }
}
