import type { MFADevice } from '@aws-sdk/client-iam'
import type { Collection, Place } from './collection.ts'
import { failureOf } from './failure.ts'
import { isFido, readMfaDevice } from './iam/mfa-device-certifications.ts'
import type { UserReading } from './user-reading.ts'

interface SecurityKey {
  readonly user: string
  readonly serialNumber: string
  readonly device: MFADevice
}

const securityKeysOf = ({ user, devices, gone }: UserReading): readonly SecurityKey[] =>
  gone
    ? []
    : devices.flatMap((device) => {
        const { SerialNumber } = device
        return SerialNumber !== undefined && isFido(SerialNumber) ? [{ user, serialNumber: SerialNumber, device }] : []
      })

const placeOf = (user: string): Place => ({ call: 'iam:GetMFADevice', evidence: 'mfa-devices', user })

const addCertification = async (collection: Collection, { user, serialNumber, device }: SecurityKey): Promise<void> => {
  try {
    const { Certifications } = await readMfaDevice(collection, user, serialNumber)
    if (Certifications !== undefined) Object.assign(device, { Certifications })
  } catch (error) {
    const failure = failureOf(error)
    collection.fail(placeOf(user), { ...failure, reason: `${serialNumber}: ${failure.reason}` })
  }
}

/** What certifies each security key, written beside the device, with the calls that the lists have left over. */
export const addCertifications = async (
  collection: Collection,
  readings: readonly UserReading[],
  callsLeft: number,
): Promise<void> => {
  const keys = readings.flatMap(securityKeysOf)
  const room = Math.max(0, callsLeft)
  await Promise.all(keys.slice(0, room).map((key) => addCertification(collection, key)))
  for (const { user, serialNumber } of keys.slice(room)) {
    const reason = `${serialNumber}: not asked, the budget of calls for single users was spent; allow more calls.`
    collection.fail(placeOf(user), { code: 'budget', reason })
  }
}
