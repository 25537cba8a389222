import * as z from 'zod/mini'
import { isRootArn } from '#shared/facts/arn.ts'
import type { CredentialOwner, MfaDevice } from '#shared/facts/credential.ts'
import { unknownFact } from '#shared/facts/known.ts'
import { ROOT_NAME } from './report-entry.ts'
import { optionalText, parseListAnswer } from './list-answer.ts'
import { optionalDate, pastInstant } from './reading.ts'

const user = z.object({ Arn: z.string(), UserName: optionalText, UserId: optionalText })

/** Root by its ARN: AWS puts the account's alias or nothing at all in root's `UserName`. */
const ownerOf = ({ Arn, UserName, UserId }: z.output<typeof user>): CredentialOwner =>
  isRootArn(Arn)
    ? { kind: 'root', arn: Arn, name: ROOT_NAME }
    : {
        kind: 'user',
        arn: Arn,
        name: UserName ?? Arn.slice(Arn.lastIndexOf('/') + 1),
        ...(UserId && { uniqueId: UserId }),
      }

export const parseVirtualMfaDevices = parseListAnswer({
  source: 'virtual-mfa-devices',
  listKey: 'VirtualMFADevices',
  item: z.object({ SerialNumber: z.string().check(z.minLength(1)), User: z.nullish(user), EnableDate: optionalText }),
  toFact: ({ SerialNumber, User, EnableDate }, { reading, place }): MfaDevice => {
    const enabledAt = EnableDate ? optionalDate(pastInstant(reading, EnableDate, 'EnableDate', place)) : undefined
    return {
      kind: 'mfa-device',
      serialNumber: SerialNumber,
      mfaKind: 'virtual',
      ...(enabledAt && { enabledAt }),
      ...(User && { owner: ownerOf(User) }),
      certification: unknownFact('Only FIDO devices have a certification.'),
    }
  },
})
