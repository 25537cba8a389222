import { awsCommand } from '../command.ts'
import { fail, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { mfaDevicesOf } from '../subjects-of.ts'

export const smsMfaDevice = defineRule({
  id: 'sms-mfa-device',
  family: 'passwords-and-mfa',
  title: 'MFA device by text message is left over',
  severity: 'medium',
  frameworks: [],
  rationale:
    'AWS has ended MFA by text message for IAM users. A telephone number is moved to another card by whoever convinces the operator.',
  remediation: 'Register a passkey or security key for the user, then deactivate the device.',
  needs: ['mfa-devices'],
  subjects: mfaDevicesOf,
  evaluate(device) {
    if (device.mfaKind !== 'sms') return pass
    return fail(`${device.owner?.name ?? 'A user'} has MFA by text message (${device.serialNumber}).`, {
      ...(device.enabledAt ? { since: device.enabledAt } : {}),
      evidence: { serialNumber: device.serialNumber, enabledAt: device.enabledAt?.toISOString() ?? null },
    })
  },
  commands: (device) =>
    device.owner
      ? [
          awsCommand('iam deactivate-mfa-device', {
            'user-name': device.owner.name,
            'serial-number': device.serialNumber,
          }),
        ]
      : [],
})
