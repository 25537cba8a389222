import * as z from 'zod/mini'
import { type Known, known, unknownFact } from '#shared/facts/known.ts'
import { optionalText } from './list-answer.ts'
import { parsePerUser } from './per-user-answers.ts'
import { pastInstant, whereOf } from './reading.ts'

export interface LoginProfile {
  readonly createdAt: Known<Date>
  readonly resetRequired: Known<boolean>
}

export const parseLoginProfiles = parsePerUser({
  source: 'login-profiles',
  listKey: 'LoginProfile',
  single: true,
  item: z.object({ CreateDate: optionalText, PasswordResetRequired: z.optional(z.boolean()) }),
  toFact: ({ CreateDate, PasswordResetRequired }, { reading, place }): LoginProfile => ({
    createdAt: pastInstant(reading, CreateDate, 'CreateDate', place),
    resetRequired:
      PasswordResetRequired === undefined
        ? unknownFact(`${whereOf(reading, place)} has no PasswordResetRequired.`)
        : known(PasswordResetRequired),
  }),
})
