import { GetMFADeviceCommand } from '@aws-sdk/client-iam'
import type { GetMFADeviceCommandOutput } from '@aws-sdk/client-iam'
import type { Collection } from '../collection.ts'

export const actions = ['iam:GetMFADevice']

/** Security keys and passkeys: the serial number is an ARN with `u2f` for a resource type. */
export const isFido = (serialNumber: string): boolean => /^arn:[^:]+:iam::\d{12}:u2f\//.test(serialNumber)

export const readMfaDevice = (
  { ask, clients }: Collection,
  UserName: string,
  SerialNumber: string,
): Promise<GetMFADeviceCommandOutput> =>
  ask((options) => clients.iam.send(new GetMFADeviceCommand({ UserName, SerialNumber }), options))
