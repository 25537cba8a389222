import { awsCommand } from '../command.ts'
import { fail, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'

export const virtualMfaDeviceUnassigned = defineRule({
  id: 'virtual-mfa-device-unassigned',
  family: 'passwords-and-mfa',
  title: 'Virtual MFA device is assigned to nobody',
  severity: 'low',
  frameworks: [],
  rationale:
    'The device is left from a registration that was broken off or from a user who is gone. It takes a name that the next registration wants, and hides in every count of devices.',
  remediation: 'Delete the device.',
  needs: ['virtual-mfa-devices'],
  subjects: (account) => account.virtualMfaDevices,
  evaluate(device) {
    if (device.owner !== undefined) return pass
    return fail(`Virtual MFA device ${device.serialNumber} is assigned to nobody.`, {
      evidence: { serialNumber: device.serialNumber },
    })
  },
  commands: (device) => [awsCommand('iam delete-virtual-mfa-device', { 'serial-number': device.serialNumber })],
})
