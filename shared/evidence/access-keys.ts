import * as z from 'zod/mini'
import type { AccessKey } from '#shared/facts/credential.ts'
import type { Known } from '#shared/facts/known.ts'
import { optionalText } from './list-answer.ts'
import { parsePerUser } from './per-user-answers.ts'
import { pastInstant } from './reading.ts'

export interface ListedKey {
  readonly accessKeyId: string
  readonly status: AccessKey['status']
  readonly createdAt: Known<Date>
}

export const parseAccessKeys = parsePerUser({
  source: 'access-keys',
  listKey: 'AccessKeyMetadata',
  item: z.object({
    AccessKeyId: z.string().check(z.minLength(1)),
    Status: z.enum(['Active', 'Inactive']),
    CreateDate: optionalText,
  }),
  toFact: ({ AccessKeyId, Status, CreateDate }, { reading, place }): ListedKey => ({
    accessKeyId: AccessKeyId,
    status: Status === 'Active' ? 'active' : 'inactive',
    createdAt: pastInstant(reading, CreateDate, 'CreateDate', place),
  }),
})
