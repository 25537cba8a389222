import * as z from 'zod/mini'
import { known } from '#shared/facts/known.ts'
import type { Role } from '#shared/facts/principal.ts'
import { optionalText, parseListAnswer } from './list-answer.ts'

/** What ListRoles tells beyond authorization details. */
interface ListedRole {
  readonly arn: string
  readonly maxSessionDuration?: number
  readonly description?: string
}

export const parseRoles = parseListAnswer({
  source: 'roles',
  listKey: 'Roles',
  item: z.object({ Arn: z.string(), MaxSessionDuration: z.optional(z.number()), Description: optionalText }),
  toFact: ({ Arn, MaxSessionDuration, Description }): ListedRole => ({
    arn: Arn,
    ...(MaxSessionDuration !== undefined && { maxSessionDuration: MaxSessionDuration }),
    ...(Description && { description: Description }),
  }),
})

export const withListed = (role: Role, listed: ListedRole | undefined, reason: string): Role => {
  const { maxSessionDuration, description } = listed ?? {}
  const duration =
    maxSessionDuration === undefined ? ({ state: 'unknown', reason } as const) : known(maxSessionDuration)
  return {
    ...role,
    ...(role.description === undefined && description !== undefined && { description }),
    maxSessionDuration: role.maxSessionDuration.state === 'known' ? role.maxSessionDuration : duration,
  }
}
