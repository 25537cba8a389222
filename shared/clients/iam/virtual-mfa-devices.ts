import { ListVirtualMFADevicesCommand } from '@aws-sdk/client-iam'
import { pagedSource } from '../bulk-source.ts'
import { markerCursor } from '../pages.ts'

export const actions = ['iam:ListVirtualMFADevices']

/** Assigned and unassigned ones; root's is among them. */
export const virtualMfaDevices = pagedSource(
  { evidence: 'virtual-mfa-devices', call: 'iam:ListVirtualMFADevices' },
  ({ iam }, marker, options) =>
    iam.send(new ListVirtualMFADevicesCommand({ AssignmentStatus: 'Any', MaxItems: 1000, ...marker }), options),
  markerCursor,
)
