import * as z from 'zod/mini'
import type { MfaDevice, MfaKind } from '#shared/facts/credential.ts'
import { parseArn } from '#shared/facts/arn.ts'
import { type Known, known, unknownFact } from '#shared/facts/known.ts'
import { byCodeUnit } from '#shared/facts/order.ts'
import { optionalText } from './list-answer.ts'
import { parsePerUser } from './per-user-answers.ts'
import { optionalDate, pastInstant } from './reading.ts'

/** A FIDO device's serial number is an ARN too: only its resource part tells the kind. */
const mfaKindOf = (serialNumber: string): MfaKind => {
  const resource = parseArn(serialNumber)?.resource
  if (resource === undefined) return 'hardware'
  if (resource.startsWith('u2f/')) return 'fido'
  return resource.startsWith('sms-mfa/') ? 'sms' : 'virtual'
}

const certificationOf = (certifications: Readonly<Record<string, string>> | null | undefined): Known<string> => {
  if (!certifications) return unknownFact('The evidence has no answer of iam:GetMFADevice for this device.')
  const words = Object.entries(certifications).map(([scheme, level]) => `${scheme} ${level}`)
  return known(words.length === 0 ? 'none' : words.sort(byCodeUnit).join(', '))
}

export type ListedMfaDevice = Omit<MfaDevice, 'owner'>

export const parseMfaDevices = parsePerUser({
  source: 'mfa-devices',
  listKey: 'MFADevices',
  item: z.object({
    SerialNumber: z.string().check(z.minLength(1)),
    EnableDate: optionalText,
    Certifications: z.nullish(z.record(z.string(), z.string())),
  }),
  toFact: ({ SerialNumber, EnableDate, Certifications }, { reading, place }): ListedMfaDevice => {
    const enabledAt = optionalDate(pastInstant(reading, EnableDate, 'EnableDate', place))
    return {
      kind: 'mfa-device',
      serialNumber: SerialNumber,
      mfaKind: mfaKindOf(SerialNumber),
      ...(enabledAt && { enabledAt }),
      certification: certificationOf(Certifications),
    }
  },
})
