import * as z from 'zod/mini'
import type { DelegationRequest } from '#shared/facts/settings.ts'
import { optionalText, parseListAnswer } from './list-answer.ts'
import { anyInstant, optionalDate, pastInstant } from './reading.ts'

export const parseDelegationRequests = parseListAnswer({
  source: 'delegation-requests',
  listKey: 'DelegationRequests',
  item: z.object({
    DelegationRequestId: z.string(),
    State: z.string(),
    Description: optionalText,
    CreateDate: optionalText,
    ExpirationTime: optionalText,
  }),
  toFact: (item, { reading, place }): DelegationRequest => {
    const createdAt = item.CreateDate
      ? optionalDate(pastInstant(reading, item.CreateDate, 'CreateDate', place))
      : undefined
    const expiresAt = item.ExpirationTime
      ? optionalDate(anyInstant(reading, item.ExpirationTime, 'ExpirationTime', place))
      : undefined
    return {
      kind: 'delegation-request',
      id: item.DelegationRequestId,
      state: item.State,
      ...(item.Description && { description: item.Description }),
      ...(createdAt && { createdAt }),
      ...(expiresAt && { expiresAt }),
    }
  },
})
