import * as z from 'zod/mini'
import type { ServiceSpecificCredential } from '#shared/facts/credential.ts'
import { optionalText } from './list-answer.ts'
import { parsePerUser } from './per-user-answers.ts'
import { anyInstant, pastInstant, type Place, type Reading } from './reading.ts'

export type ListedServiceCredential = Omit<ServiceSpecificCredential, 'owner'>

const STATUS = { Active: 'active', Inactive: 'inactive', Expired: 'expired' } as const

/** Undefined: an expiry that cannot be read, and never to be taken for one without end. */
const expiryOf = (text: string | null | undefined, reading: Reading, place: Place): Date | 'never' | undefined => {
  if (!text) return 'never'
  const at = anyInstant(reading, text, 'ExpirationDate', place)
  return at.state === 'known' ? at.value : undefined
}

/** A list that was taken while the key lived still says Active; past its end it opens nothing. */
const isPast = (expiresAt: Date | 'never', { now }: Reading): boolean => expiresAt !== 'never' && expiresAt <= now

export const parseServiceSpecificCredentials = parsePerUser({
  source: 'service-specific-credentials',
  listKey: 'ServiceSpecificCredentials',
  accountWide: true,
  item: z.object({
    ServiceSpecificCredentialId: z.string().check(z.minLength(1)),
    ServiceName: z.string(),
    Status: z.enum(['Active', 'Inactive', 'Expired']),
    CreateDate: optionalText,
    ExpirationDate: optionalText,
  }),
  toFact: (item, { reading, place }): ListedServiceCredential | undefined => {
    const expiresAt = expiryOf(item.ExpirationDate, reading, place)
    if (expiresAt === undefined) return undefined
    return {
      kind: 'service-specific-credential',
      credentialId: item.ServiceSpecificCredentialId,
      serviceName: item.ServiceName,
      status: isPast(expiresAt, reading) && item.Status === 'Active' ? 'expired' : STATUS[item.Status],
      createdAt: pastInstant(reading, item.CreateDate, 'CreateDate', place),
      expiresAt,
    }
  },
})
