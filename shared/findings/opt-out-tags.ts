import type { AccountFacts } from '#shared/facts/account.ts'
import type { OptOutTag } from '#shared/facts/exception.ts'
import { DAY_MS } from '#shared/facts/instant.ts'
import { knownOr } from '#shared/facts/known.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import { type Tag, tagValue } from '#shared/facts/tag.ts'
import type { OptOutTagSettings } from '#shared/rules/configuration.ts'
import { endOfDay, LONGEST_EXCEPTION_DAYS } from './exception-end.ts'
import type { Exception } from './exceptions.ts'

/** `access-key-unused until 2026-12-31 by ops@example.com: moves to roles in spring` (tag values allow no comma, IAM user guide). */
const FORM = /^(?<rules>[a-z0-9-]+(?: [a-z0-9-]+)*) until (?<day>\S+) by (?<owner>[^:]+): (?<reason>.{10,})$/u
export const OPT_OUT_FORM = 'RULE-ID until 2026-12-31 by OWNER: REASON'

type Reading = OptOutTag['reading']
const refused = (problem: string): Reading => ({ state: 'refused', problem })

const readingOf = (value: string, allowed: readonly string[], now: Date): Reading => {
  const { rules, day, owner, reason } = FORM.exec(value.trim())?.groups ?? {}
  if (!rules || !day || !owner || !reason) return refused(`it does not have the form "${OPT_OUT_FORM}"`)
  const ruleIds = rules.split(' ')
  const foreign = ruleIds.find((id) => !allowed.includes(id))
  if (foreign !== undefined) return refused(`the configuration does not let a tag except ${foreign}`)
  const endsAt = endOfDay(day)
  if (endsAt === undefined) return refused(`${day} is not a day`)
  if (endsAt.getTime() - now.getTime() > (LONGEST_EXCEPTION_DAYS + 1) * DAY_MS)
    return refused(`${day} is more than ${LONGEST_EXCEPTION_DAYS} days away`)
  return { state: 'read', ruleIds, owner: owner.trim(), reason: reason.trim(), endsAt }
}

const tagsOf = (principal: User | Role): readonly Tag[] =>
  principal.kind === 'user' ? knownOr(principal.tags, []) : principal.tags

/** The tags by which users and roles except themselves, where the configuration lets them. */
export const optOutTagsOf = (
  account: AccountFacts,
  settings: OptOutTagSettings | undefined,
  now: Date,
): readonly OptOutTag[] => {
  if (settings === undefined) return []
  return [...knownOr(account.users, []), ...knownOr(account.roles, [])].flatMap((principal): readonly OptOutTag[] => {
    const value = tagValue(tagsOf(principal), settings.key)
    if (value === undefined) return []
    const { kind, arn, name, uniqueId } = principal
    return [
      {
        kind: 'opt-out-tag',
        principal: { kind, arn, name, ...(uniqueId === undefined ? {} : { uniqueId }) },
        key: settings.key,
        value,
        reading: readingOf(value, settings.rules, now),
      },
    ]
  })
}

export const exceptionsOfTags = (tags: readonly OptOutTag[]): readonly Exception[] =>
  tags.flatMap(({ principal, key, reading }) =>
    reading.state === 'refused'
      ? []
      : reading.ruleIds.map((ruleId): Exception => ({
          origin: 'tag',
          ruleId,
          subject: principal.arn,
          reason: reading.reason,
          owner: reading.owner,
          endsAt: reading.endsAt,
          place: `tag ${key} of ${principal.kind} ${principal.name}`,
        })),
  )
